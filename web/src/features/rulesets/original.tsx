/** The document itself, as the API has it. */
import { useTranslation } from 'react-i18next'

export const Json = ({ content }: { content: unknown }) => <pre className="rule-json">{JSON.stringify(content, null, 2)}</pre>

/** Below what is read: for whoever wants it exactly. */
export function Original({ content }: { content: unknown }) {
  const { t } = useTranslation()
  return (
    <details className="rule-original">
      <summary>{t('rulesets.json')}</summary>
      <Json content={content} />
    </details>
  )
}
