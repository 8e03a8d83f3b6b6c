/** Which day a deadline falls on, and why: every day that was counted or not. Nothing is kept. */
import DeleteOutlined from '@ant-design/icons/es/icons/DeleteOutlined'
import Button from 'antd/es/button'
import Input from 'antd/es/input'
import InputNumber from 'antd/es/input-number'
import Radio from 'antd/es/radio'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DeadlineDayTitles } from '@/api/labels'
import { clock, date } from '@/shared/dates'
import { DateInput } from '@/shared/form/date-input'
import { onEnter } from '@/shared/keys'
import { PlainTable } from '@/shared/ui/plain-table'
import { ProblemAlert } from '@/shared/ui/problem'
import { type Deadline, deadlineOf, type Question } from './api'

type Way = 'count' | 'shift'
type Pause = { id: number; from: string | null; until: string | null }

/** `first day/day it counts again`, as the API reads it; a pause without a first day is none. */
export const pausesOf = (pauses: readonly Pause[]): string[] =>
  pauses.flatMap((pause) => (pause.from ? [pause.until ? `${pause.from}/${pause.until}` : pause.from] : []))

export function DeadlinePanel() {
  const { t } = useTranslation()
  const [way, setWay] = useState<Way>('count')
  const [on, setOn] = useState<string | null>(null)
  const [days, setDays] = useState<number | null>(null)
  const [time, setTime] = useState('')
  const [pauses, setPauses] = useState<Pause[]>([])
  const [answer, setAnswer] = useState<Deadline | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [lacking, setLacking] = useState('')
  const [busy, setBusy] = useState(false)

  const question = (): Question | null => {
    if (!on) return null
    if (way === 'shift') return { planned_on: on, time: time.trim() || undefined }
    return days === null ? null : { received_on: on, working_days: days, pauses: pausesOf(pauses) }
  }
  const run = async () => {
    const asked = question()
    setLacking(asked ? '' : t(way === 'count' ? 'calendar.deadline.lacking' : 'calendar.deadline.lackingPlanned'))
    if (!asked) return
    setBusy(true)
    setFailure(null)
    try {
      setAnswer(await deadlineOf(asked))
    } catch (error) {
      setAnswer(null)
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  const changePause = (id: number, more: Partial<Pause>) =>
    setPauses(pauses.map((pause) => (pause.id === id ? { ...pause, ...more } : pause)))
  return (
    <div className="deadline">
      <Radio.Group
        aria-label={t('calendar.deadline.way')}
        value={way}
        onChange={(event) => {
          setWay(event.target.value as Way)
          setAnswer(null)
        }}
        options={(['count', 'shift'] as const).map((one) => ({ value: one, label: t(`calendar.deadline.${one}`) }))}
      />
      <div className="deadline-fields">
        <Labelled title={t(way === 'count' ? 'calendar.deadline.received' : 'calendar.deadline.planned')}>
          {(id) => <DateInput id={id} value={on} onChange={setOn} />}
        </Labelled>
        {way === 'count' ? (
          <Labelled title={t('calendar.deadline.days')}>
            {(id) => (
              <InputNumber
                id={id}
                min={0}
                max={1000}
                precision={0}
                value={days}
                onChange={setDays}
                onKeyDown={onEnter(() => void run())}
              />
            )}
          </Labelled>
        ) : (
          <Labelled title={t('calendar.deadline.time')}>
            {(id) => (
              <Input
                id={id}
                value={time}
                placeholder={t('calendar.deadline.timeHint')}
                onChange={(event) => setTime(event.target.value)}
                onKeyDown={onEnter(() => void run())}
              />
            )}
          </Labelled>
        )}
        {way === 'count' ? (
          <Button onClick={() => setPauses([...pauses, { id: Date.now(), from: null, until: null }])}>
            {t('calendar.deadline.pause')}
          </Button>
        ) : null}
        <Button type="primary" loading={busy} onClick={() => void run()}>
          {t('calendar.deadline.run')}
        </Button>
      </div>
      {way === 'count'
        ? pauses.map((pause) => (
            <div key={pause.id} className="deadline-fields">
              <Labelled title={t('calendar.deadline.pauseFrom')}>
                {(id) => <DateInput id={id} value={pause.from} onChange={(from) => changePause(pause.id, { from })} />}
              </Labelled>
              <Labelled title={t('calendar.deadline.pauseUntil')}>
                {(id) => <DateInput id={id} value={pause.until} onChange={(until) => changePause(pause.id, { until })} />}
              </Labelled>
              <Button
                icon={<DeleteOutlined />}
                aria-label={t('calendar.deadline.drop')}
                title={t('calendar.deadline.drop')}
                onClick={() => setPauses(pauses.filter((one) => one.id !== pause.id))}
              />
            </div>
          ))
        : null}
      {lacking ? (
        <p role="alert" className="field-error">
          {lacking}
        </p>
      ) : null}
      {failure ? <ProblemAlert error={failure} /> : null}
      <div role="status">{answer ? <Answer answer={answer} /> : null}</div>
    </div>
  )
}

function Labelled({ title, children }: { title: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <span className="labelled">
      <label htmlFor={id}>{title}</label>
      {children(id)}
    </span>
  )
}

function Answer({ answer }: { answer: Deadline }) {
  const { t } = useTranslation()
  const at = answer.due_at ? clock(answer.due_at) : ''
  return (
    <div className="deadline-answer">
      <p className="due">
        {answer.due_on
          ? at && at !== '00:00'
            ? t('calendar.deadline.dueAt', { on: date(answer.due_on), at })
            : t('calendar.deadline.due', { on: date(answer.due_on) })
          : t('calendar.deadline.open')}
      </p>
      <p>{answer.explanation}</p>
      {answer.paused_days > 0 ? (
        <p className="note">{t('calendar.deadline.paused', { days: answer.paused_days, working: answer.paused_working_days })}</p>
      ) : null}
      {answer.warnings.map((warning) => (
        <p key={warning} className="year-warning">
          {warning}
        </p>
      ))}
      {answer.days.length > 0 ? (
        <div className="deadline-days">
          <PlainTable
            caption={t('calendar.deadline.title')}
            head={[{ title: DeadlineDayTitles.on }, { title: DeadlineDayTitles.number }, { title: DeadlineDayTitles.reason }]}
            rows={answer.days.map((day) => ({
              key: day.on,
              cells: [
                date(day.on),
                day.number == null ? t('calendar.deadline.notCounted') : t('calendar.deadline.counted', { n: day.number }),
                day.reason,
              ],
            }))}
          />
        </div>
      ) : null}
    </div>
  )
}
