/** Rules of colours tried on today's data before they are adopted: what would change, from what to what, and why. */
import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { date } from '@/shared/dates'
import { type Colour, ColourTag } from '@/shared/ui/colour'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem'
import { Rows } from '@/shared/ui/rows'
import { type Rules, type Simulation, simulate } from './api'
import './supervision.css'

export function SimulationPanel({ content }: { content: unknown }) {
  const { t } = useTranslation()
  const [text, setText] = useState(() => JSON.stringify(content, null, 1))
  const [found, setFound] = useState<Simulation | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    setFailure(null)
    try {
      setFound(await simulate(JSON.parse(text) as Rules))
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Panel title={t('supervision.simulate')}>
      <div className="simulated">
        <p className="note">{t('supervision.simulateHint')}</p>
        <Input.TextArea
          aria-label={t('supervision.tried')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          autoSize={{ minRows: 4, maxRows: 14 }}
          spellCheck={false}
        />
        <div>
          <Button type="primary" loading={busy} onClick={() => void run()}>
            {t('supervision.simulate')}
          </Button>
        </div>
        {failure ? <ProblemAlert error={failure} /> : null}
        {found ? <Found found={found} /> : null}
      </div>
    </Panel>
  )
}

function Found({ found }: { found: Simulation }) {
  const { t } = useTranslation()
  const tag = (colour: Colour | null | undefined) =>
    colour ? <ColourTag colour={colour} /> : <span>{t('supervision.outside')}</span>
  return (
    <section aria-live="polite">
      <p>
        {t('supervision.simulated', {
          on: date(found.as_of_on),
          projects: found.projects,
          changed: found.changed,
          revision: found.revision,
        })}
      </p>
      {found.changed === 0 ? <p>{t('supervision.unchanged')}</p> : null}
      <ul className="colour-steps">
        {found.changes.map((one) => (
          <li key={`${one.from}-${one.to}`}>
            {tag(one.from)} → {tag(one.to)} <b>{t('colour.count', { n: one.count })}</b>
          </li>
        ))}
      </ul>
      {found.items.length > 0 ? (
        <Rows
          caption={t('supervision.turned')}
          head={[
            { title: t('supervision.project') },
            { title: t('supervision.lead') },
            { title: t('supervision.before') },
            { title: t('supervision.after') },
          ]}
          rows={found.items.map((one) => ({
            key: one.project_id,
            cells: [
              one.name,
              one.lead_unit_name,
              { text: <Said colour={tag(one.from)} because={one.from_because} /> },
              { text: <Said colour={tag(one.to)} because={one.to_because} /> },
            ],
          }))}
        />
      ) : null}
      {found.changed > found.items.length ? <p>{t('supervision.firstOnes', { n: found.items.length })}</p> : null}
    </section>
  )
}

function Said({ colour, because }: { colour: ReactNode; because: string | null | undefined }) {
  return (
    <>
      {colour} {because}
    </>
  )
}
