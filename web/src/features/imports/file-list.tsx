/** Files of one drop, one line each: how far it is, why it was refused, and the way on. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ImportStateWords, ImportTargetWords } from '@/api/labels'
import { ProblemAlert } from '@/shared/ui/problem'
import { importQuery, type Session } from './api'
import { CHANGED, drop, isPending, type Line, type Options } from './drop'

type Props = {
  lines: readonly Line[]
  options: Options
  linkTo: (session: Session, text: ReactNode) => ReactNode
}
const LOOK_AGAIN_MS = 3000

export function FileList({ lines, options, linkTo }: Props) {
  const { t } = useTranslation()
  const of = (state: Line['state']) => lines.filter((one) => one.state === state).length
  const now = lines.find((one) => one.state === 'sending')
  return (
    <section className="import-files" aria-label={t('imports.files.title')}>
      <header>
        <p role="status">
          {t('imports.files.progress', { all: lines.length, read: of('read'), refused: of('refused'), waiting: of('waiting') })}
          {now ? t('imports.sending', { name: now.file.name }) : lines.some(isPending) ? null : t('imports.files.ended')}
        </p>
        {of('waiting') > 0 ? (
          <Button size="small" onClick={() => drop.cancel()}>
            {t('imports.files.cancelAll', { n: of('waiting') })}
          </Button>
        ) : null}
        {lines.some(isPending) ? null : (
          <Button size="small" onClick={() => drop.clear()}>
            {t('imports.files.clear')}
          </Button>
        )}
      </header>
      <ol>
        {lines.map((line) => (
          <FileLine key={line.key} line={line} options={options} linkTo={linkTo} />
        ))}
      </ol>
    </section>
  )
}

function FileLine({ line, options, linkTo }: { line: Line } & Omit<Props, 'lines'>) {
  const { t } = useTranslation()
  const { session, file, state } = line
  // a large file is read by a job: its end is looked for while one looks at the list
  const found = useQuery({
    ...importQuery(session?.id ?? 0),
    enabled: session?.state === 'uploaded',
    refetchInterval: LOOK_AGAIN_MS,
  })
  const seen = found.data?.data
  useEffect(() => {
    if (seen) drop.saw(seen)
  }, [seen])
  const { counts } = session ?? {}
  const open = session && session.state !== 'uploaded' && counts
  return (
    <li>
      <div className="import-file">
        <span className="import-file-name">{file.name}</span>
        <span className={`import-file-state ${state}`}>
          {session?.state === 'uploaded' ? ImportStateWords.uploaded : t(`imports.files.state.${state}`)}
          {state === 'waiting' && line.busy ? t('imports.files.busy') : null}
        </span>
        <span className="import-file-more">
          {open
            ? t('imports.files.found', {
                counts: t('imports.countsLine', {
                  records: counts.records,
                  ok: counts.ok,
                  doubt: counts.suspected_duplicate,
                  error: counts.error,
                }),
                state: ImportStateWords[session.state],
              })
            : state === 'read'
              ? null
              : t('imports.files.into', { target: ImportTargetWords[line.into] })}
        </span>
        <span className="import-file-ways">
          {session
            ? linkTo(
                session,
                <>
                  {t('imports.files.goOn')}
                  <span className="visually-hidden">{file.name}</span>
                </>,
              )
            : null}
          {state === 'waiting' ? (
            <Button
              size="small"
              aria-label={t('imports.files.cancelOne', { name: file.name })}
              onClick={() => drop.cancel(line.key)}
            >
              {t('imports.files.cancel')}
            </Button>
          ) : null}
          {state === 'refused' || state === 'cancelled' ? (
            <>
              <Button
                size="small"
                aria-label={t('imports.files.againOne', { name: file.name })}
                onClick={() => drop.again(line.key, options)}
              >
                {t(state === 'refused' ? 'imports.files.again' : 'imports.files.send')}
              </Button>
              <Button
                size="small"
                aria-label={t('imports.files.removeOne', { name: file.name })}
                onClick={() => drop.remove(line.key)}
              >
                {t('imports.files.remove')}
              </Button>
            </>
          ) : null}
        </span>
      </div>
      {state === 'refused' ? (
        <ProblemAlert
          error={line.error === CHANGED ? new Error(t('imports.files.changed')) : line.error}
          title={t('imports.unreadable')}
        />
      ) : null}
    </li>
  )
}
