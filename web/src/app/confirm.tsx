/** The page behind a one-purpose link: an enterprise reads one difficulty and says whether it is solved. No account is needed. */
import Button from 'antd/es/button'
import Input from 'antd/es/input'
import Rate from 'antd/es/rate'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body, client } from '@/api/client'
import { DifficultyWords } from '@/api/labels'
import type { components } from '@/api/schema'
import { shortDate } from '@/shared/dates'
import { ProblemAlert } from '@/shared/ui/problem'
import { EntryPage } from './entry-page'
import './confirm.css'

type Shown = components['schemas']['LinkView']

/** What stands behind the `#`: it is never sent with the address. */
const secretOf = (): string => location.hash.slice(1)

export function ConfirmPage() {
  const { t } = useTranslation()
  const [shown, setShown] = useState<Shown | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [said, setSaid] = useState(false)
  const [stars, setStars] = useState(0)
  const [text, setText] = useState('')
  const [lacking, setLacking] = useState<'stars' | 'text' | null>(null)
  const [busy, setBusy] = useState(false)
  const load = () => {
    setFailure(null)
    body(client.POST('/api/v1/public/confirmations/openings', { body: { secret: secretOf() } })).then(setShown, setFailure)
  }
  useEffect(load, [])
  const send = async (solved: boolean) => {
    const missing = solved && stars === 0 ? 'stars' : !solved && text.trim().length < 2 ? 'text' : null
    setLacking(missing)
    if (missing) return
    setBusy(true)
    setFailure(null)
    try {
      const about = text.trim() ? { text: text.trim() } : {}
      const mark = solved ? { satisfaction: stars } : {}
      const input = { secret: secretOf(), solved, ...about, ...mark }
      setShown(await body(client.POST('/api/v1/public/confirmations', { body: input })))
      setSaid(true)
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <EntryPage title={t('confirm.title')} subtitle={t('confirm.subtitle')}>
      <div className="confirm-page">
        {failure ? <ProblemAlert error={failure} {...(shown ? {} : { onRetry: load })} /> : null}
        {!shown && !failure ? <p>{t('app.loading')}</p> : null}
        {shown ? (
          <>
            <h2>{shown.title}</h2>
            <p>
              {shown.enterprise_name} · {DifficultyWords[shown.kind]} · {shown.number}
            </p>
            {shown.answers.map((one) => (
              <p key={`${one.on}-${one.text}`}>
                <strong>{shortDate(one.on)}</strong> {one.text}
              </p>
            ))}
          </>
        ) : null}
        {said ? (
          <p role="status" className="note">
            {t('confirm.thanks')}
          </p>
        ) : null}
        {shown?.open && !said ? (
          <>
            <p>{t('confirm.ask')}</p>
            <p>
              <span id="confirm-stars">{t('confirm.stars')}</span>{' '}
              <Rate value={stars} onChange={setStars} aria-labelledby="confirm-stars" />
            </p>
            {lacking === 'stars' ? <p role="alert">{t('confirm.needStars')}</p> : null}
            <label htmlFor="confirm-text">{t('confirm.text')}</label>
            <Input.TextArea
              id="confirm-text"
              value={text}
              maxLength={1000}
              autoSize={{ minRows: 2 }}
              onChange={(event) => setText(event.target.value)}
            />
            {lacking === 'text' ? <p role="alert">{t('confirm.needText')}</p> : null}
            <Button type="primary" size="large" loading={busy} onClick={() => void send(true)}>
              {t('confirm.yes')}
            </Button>
            <Button size="large" disabled={busy} onClick={() => void send(false)}>
              {t('confirm.no')}
            </Button>
          </>
        ) : null}
      </div>
    </EntryPage>
  )
}
