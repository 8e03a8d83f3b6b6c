/** Descriptions of the contract: paragraphs, lists, `code` and **bold** of Markdown; nothing else occurs, and no HTML is made. */
import { Fragment, type ReactNode } from 'react'

function inline(text: string): ReactNode[] {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part, i) => {
    const key = `${i} ${part}`
    if (part.startsWith('`')) return <code key={key}>{part.slice(1, -1)}</code>
    if (part.startsWith('**')) return <strong key={key}>{part.slice(2, -2)}</strong>
    return <Fragment key={key}>{part}</Fragment>
  })
}

export function Prose({ text }: { text: string }) {
  const blocks = text.split(/\n{2,}/).filter(Boolean)
  return (
    <div className="prose" lang="zh-CN">
      {blocks.map((block) =>
        /^[-*] /.test(block) ? (
          <ul key={block}>
            {block.split(/\n(?=[-*] )/).map((line) => (
              <li key={line}>{inline(line.slice(2))}</li>
            ))}
          </ul>
        ) : (
          // the source breaks its lines at a width; Chinese needs no space where it does
          <p key={block}>{inline(block.replaceAll('\n', ''))}</p>
        ),
      )}
    </div>
  )
}

export const Inline = ({ text }: { text: string }) => <>{inline(text.replaceAll('\n', ''))}</>
