/** One talk as it is read: when and how, who, what was said, what came of it, what is next and until when. */
import Button from 'antd/es/button'
import { type ComponentType, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TalkKindWords, TalkTitles, TalkViewTitles, VisitOutcomeWords } from '@/api/labels'
import { instant, shortDate } from '@/shared/dates'
import { download } from '@/shared/ui/download'
import { ProblemAlert } from '@/shared/ui/problem'
import { fileContent, type Talk, type TalkFile } from './api'
import './talks.css'

/** A link to a page; the address is the application's. */
export type Go = ComponentType<{ to: 'enterprise' | 'project' | 'talk'; id: number; children: ReactNode }>

type Props = {
  talk: Talk
  go: Go
  /** What the page is about is not said again with every talk. */
  within?: 'enterprise' | 'project' | undefined
  acts?: ReactNode
}

export function TalkEntry({ talk, go: To, within, acts }: Props) {
  const { t } = useTranslation()
  const lines: [string, ReactNode][] = []
  if (talk.enterprise_id && within !== 'enterprise') {
    const name = talk.enterprise_name
    lines.push([
      t('talks.enterprise'),
      <To key="e" to="enterprise" id={talk.enterprise_id}>
        {name}
      </To>,
    ])
  }
  if (talk.project_id && within !== 'project') {
    lines.push([
      t('talks.project'),
      <To key="p" to="project" id={talk.project_id}>
        {talk.project_name}
      </To>,
    ])
  }
  lines.push([TalkViewTitles.our_people, talk.our_people])
  if (talk.their_people) lines.push([TalkTitles.their_people, talk.their_people])
  if (talk.place) lines.push([TalkTitles.place, talk.place])
  if (talk.files.length > 0) lines.push([TalkViewTitles.files, <Files key="f" files={talk.files} />])
  if (talk.withdrawn_at) {
    lines.push([t('talks.withdrawn'), `${instant(talk.withdrawn_at)} ${talk.withdraw_reason ?? ''}`])
  }
  return (
    <>
      <header className="talk-head">
        <strong>{shortDate(talk.happened_on)}</strong>
        <span>{TalkKindWords[talk.kind]}</span>
        {talk.outcome ? <span className="mark">{VisitOutcomeWords[talk.outcome]}</span> : null}
        {talk.withdrawn_at ? <span className="mark">{t('talks.withdrawn')}</span> : null}
        <small>
          {[talk.unit_name, talk.created_by_name].filter(Boolean).join(' ')}
          {within ? (
            <>
              {' '}
              <To to="talk" id={talk.id}>
                {talk.number}
              </To>
            </>
          ) : (
            ` ${talk.number}`
          )}
        </small>
      </header>
      <p className="talk-said">{talk.said}</p>
      <dl className="talk-lines">
        {lines.map(([title, value]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <NextStep talk={talk} />
      {acts}
    </>
  )
}

function NextStep({ talk }: { talk: Talk }) {
  const { t } = useTranslation()
  if (!talk.next_step || talk.withdrawn_at) return null
  const words = { who: talk.next_owner_name ?? '', on: shortDate(talk.next_due_on) }
  const done = talk.next_state === 'done'
  return (
    <p className={`talk-next ${talk.next_state ?? ''}`}>
      <span className="talk-next-state">{t(`talks.states.${talk.next_state ?? 'open'}`)}</span>
      <span>{talk.next_step}</span>
      <small>{t('talks.whoUntil', words)}</small>
      {done ? <small>{t('talks.doneAt', { at: instant(talk.done_at), note: talk.done_note ?? '' })}</small> : null}
    </p>
  )
}

function Files({ files }: { files: readonly TalkFile[] }) {
  const [failure, setFailure] = useState<unknown>(null)
  const open = async (file: TalkFile) => {
    setFailure(null)
    try {
      await download(fileContent(file.file_id), file.name)
    } catch (error) {
      setFailure(error)
    }
  }
  return (
    <>
      {files.map((file) => (
        <Button key={file.file_id} type="link" size="small" onClick={() => void open(file)}>
          {file.name}
        </Button>
      ))}
      {failure ? <ProblemAlert error={failure} /> : null}
    </>
  )
}
