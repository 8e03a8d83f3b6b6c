/** Somebody else saved in between: field by field what was, what I wrote, what they wrote. What only one touched is settled. */
import Button from 'antd/es/button'
import Modal from 'antd/es/modal'
import Radio from 'antd/es/radio'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import '../ui/plain-table.css'
import type { Fields } from './rule'
import { shownValue } from './shown-value'

type Values = Record<string, unknown>
type Side = 'mine' | 'theirs'
type Props = {
  fields: Fields
  base: Values
  mine: Values
  theirs: Values
  onResolve: (resolved: Values) => void
  onCancel: () => void
  /** Words of the button; without them what is chosen is saved at once. */
  submit?: string
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** What each side changed; `asked` are the fields that both changed to different values. */
export function compare(names: readonly string[], base: Values, mine: Values, theirs: Values) {
  const changed = names.filter((name) => !same(mine[name], theirs[name]))
  const asked = changed.filter((name) => !same(mine[name], base[name]) && !same(theirs[name], base[name]))
  const settled = Object.fromEntries(names.map((name) => [name, same(mine[name], base[name]) ? theirs[name] : mine[name]]))
  return { changed, asked, settled }
}

export function Conflict({ fields, base, mine, theirs, onResolve, onCancel, submit }: Props) {
  const { t } = useTranslation()
  const { changed, asked, settled } = compare(Object.keys(fields), base, mine, theirs)
  const [choice, setChoice] = useState<Record<string, Side>>({})
  const all = (side: Side) => setChoice(Object.fromEntries(asked.map((name) => [name, side])))
  const open = asked.filter((name) => !choice[name]).length
  const resolve = () => {
    const chosen = Object.fromEntries(asked.map((name) => [name, choice[name] === 'theirs' ? theirs[name] : mine[name]]))
    onResolve({ ...settled, ...chosen })
  }
  return (
    <Modal
      open
      title={t('conflict.title')}
      width={760}
      onCancel={onCancel}
      footer={
        <>
          <Button onClick={() => all('mine')}>{t('conflict.allMine')}</Button>
          <Button onClick={() => all('theirs')}>{t('conflict.allTheirs')}</Button>
          <Button type="primary" disabled={open > 0} onClick={resolve}>
            {open > 0 ? t('conflict.open', { n: open }) : (submit ?? t('conflict.save'))}
          </Button>
        </>
      }
    >
      <p>{asked.length > 0 ? t('conflict.text') : t('conflict.settled')}</p>
      <div className="table-scroll">
        <table className="plain-table conflict">
          <thead>
            <tr>
              <th scope="col">{t('conflict.field')}</th>
              <th scope="col">{t('conflict.base')}</th>
              <th scope="col">{t('conflict.mine')}</th>
              <th scope="col">{t('conflict.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {changed.map((name) => {
              const both = asked.includes(name)
              const field = fields[name]
              const side = (which: Side, value: unknown) =>
                both ? (
                  <Radio name={name} checked={choice[name] === which} onChange={() => setChoice({ ...choice, [name]: which })}>
                    {shownValue(field, value)}
                  </Radio>
                ) : (
                  <Settled taken={same(settled[name], value)} text={shownValue(field, value)} />
                )
              return (
                <tr key={name}>
                  <th scope="row">{field?.title}</th>
                  <td>{shownValue(field, base[name])}</td>
                  <td>{side('mine', mine[name])}</td>
                  <td>{side('theirs', theirs[name])}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </Modal>
  )
}

/** A value that is settled: taken, or left and struck out; nothing cannot be struck out. */
function Settled({ taken, text }: { taken: boolean; text: string }) {
  return <span className={taken ? 'taken' : text === '—' ? undefined : 'left'}>{text}</span>
}
