/** A paper at its own address: what is printed, and above it the buttons that are not. */
import Button from 'antd/es/button'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { instant } from '../dates'
import './paper.css'

/** A part of a paper under its heading. */
export function PaperPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="paper-part" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** As many of a list as have room, and how many more there are. */
export function Cut<T>({
  items,
  most,
  children,
}: {
  items: readonly T[]
  most: number
  children: (shown: readonly T[]) => ReactNode
}) {
  const { t } = useTranslation()
  const rest = items.length - most
  return (
    <>
      {children(rest > 0 ? items.slice(0, most) : items)}
      {rest > 0 ? <p>{t('paper.rest', { n: rest })}</p> : null}
    </>
  )
}

type Props = {
  /** Where one came from, in words. */
  back: string
  onBack: () => void
  /** More to choose above the paper. */
  tools?: ReactNode
  /** Said instead of the paper, or above it. */
  notice?: ReactNode
  /** Who prints. */
  by: string
  /** `dense`: much on one page; `across`: a wide table, the paper lies across. */
  kind?: 'dense' | 'across'
  /** What stands on the paper; nothing while it is not there. */
  children: ReactNode
}

export function Paper({ back, onBack, tools, notice, by, kind, children }: Props) {
  const { t } = useTranslation()
  return (
    <div className="paper-page">
      <div className="paper-tools no-print">
        {tools}
        <Button type="primary" disabled={!children} onClick={() => window.print()}>
          {t('paper.print')}
        </Button>
        <Button onClick={onBack}>{back}</Button>
      </div>
      {notice}
      {children ? (
        <article className={kind ? `paper ${kind}` : 'paper'}>
          {children}
          <footer>{t('paper.footer', { name: by, at: instant(new Date().toISOString()) })}</footer>
        </article>
      ) : null}
    </div>
  )
}
