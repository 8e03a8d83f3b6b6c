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
  total = items.length,
  children,
}: {
  items: readonly T[]
  most: number
  /** How many there are, where not all of them are here. */
  total?: number
  children: (shown: readonly T[]) => ReactNode
}) {
  const { t } = useTranslation()
  const rest = total - Math.min(most, items.length)
  return (
    <>
      {children(items.slice(0, most))}
      {rest > 0 ? <p>{t('paper.rest', { n: rest })}</p> : null}
    </>
  )
}

type Fact = readonly [title: string, value: ReactNode]

/** Long facts over the whole width, short ones two in a line. */
export function PaperFacts({ long, short }: { long: readonly Fact[]; short: readonly Fact[] }) {
  const pairs = short.flatMap((fact, i) => (i % 2 === 0 ? [[fact, short[i + 1]] as const] : []))
  return (
    <table>
      <tbody>
        {long.map(([title, value]) => (
          <tr key={title}>
            <th scope="row">{title}</th>
            <td colSpan={3}>{value}</td>
          </tr>
        ))}
        {pairs.map(([one, other]) => (
          <tr key={one[0]}>
            <th scope="row">{one[0]}</th>
            <td colSpan={other ? 1 : 3}>{one[1]}</td>
            {other ? (
              <>
                <th scope="row">{other[0]}</th>
                <td>{other[1]}</td>
              </>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
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
