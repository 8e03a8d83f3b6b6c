/** How a refusal is shown everywhere: what failed, 原因 + 怎么办, the fields, what still lacks, the number to quote. */
import Alert from 'antd/es/alert'
import Button from 'antd/es/button'
import { useTranslation } from 'react-i18next'
import { ApiError, isOffline, OFFLINE } from '@/api/errors'
import { Blocking } from './blocking'
import { copyText } from './copy'

type Props = {
  error: unknown
  title?: string
  onRetry?: () => void
  /** What was typed is kept on this machine: said when there is no service. */
  kept?: boolean
}

/** What a code means in the language of the page: Chinese comes with the answer, the few English pages have words of their own. */
export function useSpoken(): (code: string, said: string) => string {
  const { i18n } = useTranslation()
  return (code, said) => {
    if (i18n.language === 'zh-CN') return said
    const own: unknown = i18n.getResource(i18n.language, 'translation', `problems.${code.replaceAll('.', '_')}`)
    return typeof own === 'string' ? own : said
  }
}

/** The sentence of an error: the API's own, or ours for what never reached it. */
export function useSentence(): (error: unknown) => string {
  const { t } = useTranslation()
  const spoken = useSpoken()
  return (error) => {
    if (!(error instanceof ApiError)) return String(error instanceof Error ? error.message : error)
    if (error.code === OFFLINE) return t('state.offline')
    if (error.code === 'client.unreadable') return t('state.unreadable', { status: error.status })
    if (error.status === 404) return t('state.notFound')
    return spoken(error.code, error.problem.detail)
  }
}

export function ProblemAlert({ error, title, onRetry, kept = false }: Props) {
  const { t, i18n } = useTranslation()
  const sentence = useSentence()
  const spoken = useSpoken()
  const problem = error instanceof ApiError ? error.problem : undefined
  const lines = problem?.errors?.map((e) => spoken(e.code, e.message)) ?? []
  const shown = [...new Set(lines)].filter((line) => line !== problem?.detail)
  const gone = error instanceof ApiError && error.status === 404
  const given = error instanceof ApiError ? error.retryAfter : null
  // what locks or limits says in its own sentence until when; in English it does not
  const told = i18n.language === 'zh-CN' && ['auth.locked', 'request.rate_limited'].includes(problem?.code ?? '')
  const wait = told ? null : given
  return (
    <Alert
      type={gone ? 'info' : 'error'}
      showIcon
      role="alert"
      title={title ?? (problem?.title && !problem.title.startsWith('client.') ? problem.title : t('state.failed'))}
      description={
        <>
          <p>{kept && isOffline(error) ? t('state.offlineKept') : sentence(error)}</p>
          {wait ? <p>{t('state.waitSeconds', { seconds: wait })}</p> : null}
          {shown.length > 0 ? (
            <ul>
              {shown.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          ) : null}
          {problem?.blocking?.length ? <Blocking items={problem.blocking} /> : null}
          {problem?.request_id && !gone ? <RequestId id={problem.request_id} /> : null}
        </>
      }
      action={
        onRetry && !gone ? (
          <Button size="small" onClick={onRetry}>
            {t('state.retry')}
          </Button>
        ) : undefined
      }
    />
  )
}

function RequestId({ id }: { id: string }) {
  const { t } = useTranslation()
  return (
    <p className="request-id">
      {t('state.requestId')} {id}{' '}
      <Button type="link" size="small" onClick={() => copyText(id)}>
        {t('state.copy')}
      </Button>
    </p>
  )
}
