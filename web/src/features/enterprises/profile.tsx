/** What is known of an enterprise; the first facts stand in the head of the page already. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EnterpriseTitles, EnterpriseViewTitles, MergeFieldWords, MotiveWords } from '@/api/labels'
import { date, instant } from '@/shared/dates'
import { exact, wan } from '@/shared/money'
import { useNarrow } from '@/shared/narrow'
import type { EnterpriseView } from './api'
import { WhoMay } from './head'
import { divisionQuery, industryQuery, PersonName } from './names'

type Fact = { title: string; value: ReactNode; empty?: boolean; wide?: boolean }

export function Profile({ view }: { view: EnterpriseView }) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const division = useQuery(divisionQuery(view.division_code)).data
  const industry = useQuery(industryQuery(view.industry_code)).data
  const aliases = view.aliases.map((one) => one.alias).join(t('form.comma'))
  const fact = (title: string, value: ReactNode, more: Partial<Fact> = {}): Fact => ({
    title,
    value: value || '—',
    empty: !value,
    ...more,
  })
  const long = (key: 'main_business' | 'products' | 'expansion_plan' | 'source' | 'remark') =>
    fact(EnterpriseTitles[key], view[key], { wide: true })
  const capital = view.registered_capital_yuan
  const facts: Fact[] = [
    fact(EnterpriseViewTitles.aliases, aliases, { wide: true }),
    fact(MergeFieldWords.division_code, division?.name ?? view.division_code),
    fact(EnterpriseTitles.industry, view.industry),
    fact(EnterpriseTitles.industry_code, industry?.name ?? view.industry_code),
    fact(EnterpriseTitles.nature, view.nature),
    fact(EnterpriseTitles.founded, date(view.founded), { empty: !view.founded }),
    fact(
      `${EnterpriseTitles.registered_capital_yuan}（${t('money.unit')}）`,
      <span title={exact(capital)}>{wan(capital)}</span>,
      { empty: capital == null },
    ),
    fact(EnterpriseTitles.motive, view.motive && MotiveWords[view.motive], { wide: true }),
    long('main_business'),
    long('products'),
    long('expansion_plan'),
    long('source'),
    fact(EnterpriseTitles.source_url, <Addresses text={view.source_url} />, { wide: true, empty: !view.source_url }),
    long('remark'),
    fact(EnterpriseTitles.created_by, <PersonName id={view.created_by} />),
    fact(EnterpriseTitles.created_at, instant(view.created_at)),
    fact(EnterpriseTitles.updated_at, instant(view.updated_at)),
  ]
  // a phone has no room for a page of dashes: what is missing is told in one sentence
  const missing = narrow ? facts.filter((one) => one.empty) : []
  return (
    <>
      <WhoMay view={view} />
      <dl className="fact-grid">
        {facts
          .filter((one) => !missing.includes(one))
          .map((one) => (
            <div key={one.title} className={one.wide ? 'wide' : undefined}>
              <dt>{one.title}</dt>
              <dd>{one.value}</dd>
            </div>
          ))}
      </dl>
      {missing.length > 0 ? (
        <p className="ent-empty">{t('enterprises.missing', { titles: missing.map((one) => one.title).join(t('form.comma')) })}</p>
      ) : null}
    </>
  )
}

/** Addresses of the web among what was written, each openable; the rest as it is. */
function Addresses({ text }: { text: string }) {
  const parts = text
    .split(/[;；]/)
    .map((part) => part.trim())
    .filter(Boolean)
  if (parts.length === 0) return <>—</>
  return (
    <>
      {parts.map((part) => (
        <span key={part} className="ent-source">
          {/^https?:\/\//.test(part) ? (
            <a href={part} target="_blank" rel="noreferrer noopener">
              {part}
            </a>
          ) : (
            part
          )}
        </span>
      ))}
    </>
  )
}
