/** Somebody else saved in between: field by field what was, what I wrote, what they wrote. What only one touched is settled. */
import Button from 'antd/es/button'
import Modal from 'antd/es/modal'
import Radio from 'antd/es/radio'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import '../ui/plain-table.css'
import { compare, same, spread } from './parts'
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
  /** Who wrote the other values and when, where that is told. */
  who?: string | undefined
}

export function Conflict({ onResolve, onCancel, submit, who, ...form }: Props) {
  const { t } = useTranslation()
  const { fields, base, mine, theirs, whole } = spread(form.fields, form.base, form.mine, form.theirs)
  const { changed, asked, settled } = compare(Object.keys(fields), base, mine, theirs)
  const [choice, setChoice] = useState<Record<string, Side>>({})
  const all = (side: Side) => setChoice(Object.fromEntries(asked.map((name) => [name, side])))
  const open = asked.filter((name) => !choice[name]).length
  const resolve = () => {
    const chosen = Object.fromEntries(asked.map((name) => [name, choice[name] === 'theirs' ? theirs[name] : mine[name]]))
    onResolve(whole({ ...settled, ...chosen }))
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
              <th scope="col">{who ? t('conflict.theirsBy', { who }) : t('conflict.theirs')}</th>
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
