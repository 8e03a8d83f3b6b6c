/** A piece of code with its copy button. */
import Button from 'antd/es/button'
import { useState } from 'react'
import { copyText } from '@/shared/ui/copy'
import { useWords } from './words'

export function Code({ text, label }: { text: string; label: string }) {
  const { t } = useWords()
  const [copied, setCopied] = useState('')
  return (
    <div className="code">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section tabIndex={0} aria-label={label}>
        <pre>{text}</pre>
      </section>
      <Button size="small" onClick={() => setCopied(copyText(text) ? text : '')}>
        {copied === text ? t('docs.op.copied') : t('docs.op.copy')}
      </Button>
    </div>
  )
}
