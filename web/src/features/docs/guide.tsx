/** The first call in five minutes, with the address of this very system in every example. */
import Button from 'antd/es/button'
import { Code } from './code'
import type { Operation } from './contract'
import { useWords } from './words'

type Props = { operations: readonly Operation[]; onOpen: (id: string) => void }

const PROBLEM = `{
  "type": "https://chengfeng.invalid/problems/resource.stale",
  "title": "Stale version",
  "status": 412,
  "code": "resource.stale",
  "detail": "…",
  "request_id": "01a22d4ffdbb0e47…",
  "current": { "version": 4 }
}`

export function Guide({ operations, onOpen }: Props) {
  const { t, language } = useWords()
  const origin = location.origin
  const auth = '-H "Authorization: Bearer $TOKEN"'
  const scopes = [...new Set(operations.flatMap((one) => one.scopes ?? []))].sort()
  const steps = [
    { title: t('docs.g.s1'), text: t('docs.g.t1'), code: 'export TOKEN=cf_…' },
    { title: t('docs.g.s2'), text: t('docs.g.t2'), code: `curl ${origin}/api/v1/me ${auth}`, tried: 'get_me' },
    { title: t('docs.g.s3'), text: t('docs.g.t3'), scopes },
    { title: t('docs.g.s4'), text: t('docs.g.t4'), code: PROBLEM },
    {
      title: t('docs.g.s5'),
      text: t('docs.g.t5'),
      code: `curl "${origin}/api/v1/projects?stage=signed,landed&per_page=200" ${auth}\ncurl "${origin}/api/v1/projects?cursor=$NEXT_CURSOR&per_page=200" ${auth}`,
      tried: 'list_projects',
    },
    {
      title: t('docs.g.s6'),
      text: t('docs.g.t6'),
      code: `curl -X POST ${origin}/api/v1/enterprises ${auth} \\\n  -H "Idempotency-Key: $(uuidgen)" -H "Content-Type: application/json" \\\n  -d '{"name":"…"}'`,
    },
    {
      title: t('docs.g.s7'),
      text: t('docs.g.t7'),
      code: `curl -i ${origin}/api/v1/projects/1 ${auth}          # ETag: "3"\ncurl -X PATCH ${origin}/api/v1/projects/1 ${auth} \\\n  -H 'If-Match: "3"' -H "Content-Type: application/merge-patch+json" \\\n  -d '{"chain":"…"}'`,
    },
    {
      title: t('docs.g.s8'),
      text: t('docs.g.t8'),
      code: `curl "${origin}/api/v1/changes?after=0&limit=1000" ${auth}`,
      tried: 'list_changes',
    },
    { title: t('docs.g.s9'), text: t('docs.g.t9') },
  ]
  return (
    <article className="guide">
      <h1>{t('docs.guide')}</h1>
      <p>{t('docs.g.intro')}</p>
      {language === 'en' ? <p>{t('docs.g.chinese')}</p> : null}
      {steps.map((step) => {
        const tried = operations.find((one) => one.id === step.tried)
        return (
          <section key={step.title} aria-label={step.title}>
            <h2>{step.title}</h2>
            <p>{step.text}</p>
            {step.scopes ? (
              <p className="scopes">
                {step.scopes.map((scope) => (
                  <code key={scope}>{scope}</code>
                ))}
              </p>
            ) : null}
            {step.code ? <Code text={step.code} label={step.title} /> : null}
            {tried ? (
              <Button type="link" onClick={() => onOpen(tried.id)}>
                {t('docs.g.tryMe')}
              </Button>
            ) : null}
          </section>
        )
      })}
    </article>
  )
}
