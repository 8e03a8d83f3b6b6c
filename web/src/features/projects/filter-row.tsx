/** The row of filters above the ledger. What most people narrow by stands first, the rest behind 更多. */
import Button from 'antd/es/button'
import DatePicker from 'antd/es/date-picker'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import dayjs from 'dayjs'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BuildKindWords, EndStateWords, InvestModeWords, LeadSourceWords, ProjectTitles, StageWords } from '@/api/labels'
import { listOf, textOf } from '@/shared/filters'
import { onEnter } from '@/shared/keys'
import { exact, parseMoney, wanExact } from '@/shared/money'
import type { Filters } from './api'

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))

/** Nothing is asked before 查询 or Enter. */
export function FilterRow({ filters, onChange }: { filters: Filters; onChange: (filters: Filters) => void }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<Filters>(filters)
  const [more, setMore] = useState(() => Object.keys(filters).some((name) => !FIRST_ROW.has(name)))
  useEffect(() => setDraft(filters), [filters])
  const put = (name: keyof Filters, value: string | undefined) => {
    const next = { ...draft }
    if (value) next[name] = value
    else delete next[name]
    setDraft(next)
  }
  const choice = (name: keyof Filters, title: string, words: Record<string, string>) => (
    <Select
      aria-label={title}
      mode="multiple"
      maxTagCount="responsive"
      allowClear
      className="filter-choice"
      placeholder={title}
      value={listOf(draft[name])}
      options={options(words)}
      optionFilterProp="label"
      onChange={(list: string[]) => put(name, textOf(list))}
    />
  )
  const query = () => onChange(draft)
  return (
    <search role="search" className="filters">
      <Input
        id="ledger-search"
        aria-label={t('ledger.search')}
        placeholder={t('ledger.search')}
        className="filter-text"
        allowClear
        value={draft.q ?? ''}
        onChange={(e) => put('q', e.target.value)}
        onKeyDown={onEnter(query)}
      />
      {choice('stage', ProjectTitles.stage, StageWords)}
      {choice('end_state', t('ledger.endState'), { none: t('ledger.goingOn'), ...EndStateWords })}
      <Days name="signed_on" title={ProjectTitles.signed_on} draft={draft} put={put} />
      <Button type="primary" onClick={query}>
        {t('action.query')}
      </Button>
      <Button
        onClick={() => {
          setDraft({})
          onChange({})
        }}
      >
        {t('action.reset')}
      </Button>
      <Button type="link" aria-expanded={more} onClick={() => setMore(!more)}>
        {more ? t('action.less') : t('action.more')}
      </Button>
      {more ? (
        <div className="filters-more">
          {choice('lead_source', t('ledger.leadSource'), LeadSourceWords)}
          {choice('build_kind', t('ledger.buildKind'), BuildKindWords)}
          {choice('invest_mode', t('ledger.investMode'), InvestModeWords)}
          <MoneyLimit
            name="total_investment_yuan.gte"
            title={t('ledger.investmentFrom')}
            draft={draft}
            put={put}
            onEnter={query}
          />
          <MoneyLimit name="total_investment_yuan.lte" title={t('ledger.investmentTo')} draft={draft} put={put} onEnter={query} />
          <Days name="started_on" title={ProjectTitles.started_on} draft={draft} put={put} />
          <Days name="producing_on" title={ProjectTitles.producing_on} draft={draft} put={put} />
          <Input
            aria-label={ProjectTitles.chain}
            placeholder={ProjectTitles.chain}
            className="filter-choice"
            value={draft.chain ?? ''}
            onChange={(e) => put('chain', e.target.value)}
            onKeyDown={onEnter(query)}
          />
        </div>
      ) : null}
    </search>
  )
}

const FIRST_ROW = new Set(['q', 'stage', 'end_state', 'signed_on.gte', 'signed_on.lt'])

type Put = (name: keyof Filters, value: string | undefined) => void

/** From a day to a day, both included; the API takes the day after the last. */
function Days({
  name,
  title,
  draft,
  put,
}: {
  name: 'signed_on' | 'started_on' | 'producing_on'
  title: string
  draft: Filters
  put: Put
}) {
  const { t } = useTranslation()
  const from = draft[`${name}.gte`]
  const before = draft[`${name}.lt`]
  return (
    <DatePicker.RangePicker
      aria-label={title}
      className="filter-days"
      placeholder={[t('ledger.from', { title }), t('ledger.to')]}
      allowEmpty={[true, true]}
      value={[from ? dayjs(from) : null, before ? dayjs(before).subtract(1, 'day') : null]}
      onChange={(days) => {
        put(`${name}.gte`, days?.[0]?.format('YYYY-MM-DD'))
        put(`${name}.lt`, days?.[1]?.add(1, 'day').format('YYYY-MM-DD'))
      }}
    />
  )
}

type LimitProps = {
  name: 'total_investment_yuan.gte' | 'total_investment_yuan.lte'
  title: string
  draft: Filters
  put: Put
  onEnter: () => void
}

/** An amount in 万元, or with a unit of its own. */
function MoneyLimit({ name, title, draft, put, onEnter: query }: LimitProps) {
  const { t } = useTranslation()
  const given = draft[name]
  const [text, setText] = useState(given ? wanExact(Number(given)) : '')
  useEffect(() => setText(given ? wanExact(Number(given)) : ''), [given])
  const read = parseMoney(text)
  const fault = 'fault' in read ? t(`money.${read.fault}`) : undefined
  return (
    <Input
      aria-label={title}
      placeholder={title}
      suffix={t('money.unit')}
      className="filter-choice"
      status={fault ? 'error' : ''}
      title={fault ?? (given ? exact(Number(given)) : title)}
      value={text}
      onChange={(e) => setText(e.target.value)}
      onBlur={() => put(name, 'yuan' in read && read.yuan !== null ? String(read.yuan) : undefined)}
      onKeyDown={onEnter(() => {
        put(name, 'yuan' in read && read.yuan !== null ? String(read.yuan) : undefined)
        query()
      })}
    />
  )
}
