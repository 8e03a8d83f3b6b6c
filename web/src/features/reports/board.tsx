/** The board: the projects of the ledger by stage. Each column counts and pages for itself, as the API gives it. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Select from 'antd/es/select'
import Skeleton from 'antd/es/skeleton'
import { type ComponentType, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EndStateWords } from '@/api/labels'
import type { Search } from '@/shared/filters'
import { exact, headline } from '@/shared/money'
import { useNarrow } from '@/shared/narrow'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import './board.css'
import { type BoardCard, type BoardColumn, boardQuery, CARDS, fetchColumn } from './api'
import { count } from './shown'
import '@/shared/list/list.css'

export type CardLink = ComponentType<{ id: number; className: string; children: ReactNode }>
type Props = { filters: Search; bar: ReactNode; actions: ReactNode; onReset: () => void; Card: CardLink }

export function Board({ filters, bar, actions, onReset, Card }: Props) {
  const { t } = useTranslation()
  const title = t('reports.board.title')
  useTitle(title)
  const narrow = useNarrow()
  const found = useQuery(boardQuery(filters))
  const board = found.data
  return (
    <div className="ledger">
      <header className="page-head">
        <h1>{title}</h1>
        {board && !narrow ? (
          <span className="board-sums">
            {t('reports.board.sums', { n: count(board.total), amount: headline(board.total_investment_yuan) })}
          </span>
        ) : null}
        <div className="page-actions">{actions}</div>
      </header>
      {bar}
      {filters['end_state'] ? null : <p className="list-note">{t('reports.board.onlyGoing')}</p>}
      {found.error ? <ProblemAlert error={found.error} onRetry={() => void found.refetch()} /> : null}
      {!board ? (
        found.error ? null : (
          <Skeleton active paragraph={{ rows: 10 }} />
        )
      ) : board.total === 0 ? (
        <div className="nothing" role="status">
          <p>{Object.keys(filters).length > 0 ? t('list.noneFiltered') : t('reports.board.none')}</p>
          {Object.keys(filters).length > 0 ? <Button onClick={onReset}>{t('list.clear')}</Button> : null}
        </div>
      ) : narrow ? (
        <OneStage columns={board.columns} filters={filters} Card={Card} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached with the keyboard
        <section className="board" aria-label={title} tabIndex={0}>
          {board.columns.map((column) => (
            <Column key={column.stage} column={column} filters={filters} Card={Card} />
          ))}
        </section>
      )}
    </div>
  )
}

type ColumnsProps = { columns: readonly BoardColumn[]; filters: Search; Card: CardLink }

/** On a phone one stage at a time: the first that has projects, until another is chosen. */
function OneStage({ columns, filters, Card }: ColumnsProps) {
  const { t } = useTranslation()
  const [stage, setStage] = useState<string>()
  const column = columns.find((one) => one.stage === stage) ?? columns.find((one) => one.total > 0)
  if (!column) return null
  return (
    <>
      <Select
        className="board-stage"
        size="large"
        aria-label={t('reports.board.choose')}
        value={column.stage}
        options={columns.map((one) => ({
          value: one.stage,
          label: t('reports.board.option', { stage: one.label, n: count(one.total) }),
        }))}
        onChange={setStage}
      />
      <section className="board alone" aria-label={t('reports.board.title')}>
        <Column key={column.stage} column={column} filters={filters} Card={Card} />
      </section>
    </>
  )
}

function Column({ column, filters, Card }: { column: BoardColumn; filters: Search; Card: CardLink }) {
  const { t } = useTranslation()
  const more = useInfiniteQuery({
    // what is counted anew begins with its first page again
    queryKey: ['reports', 'board', filters, column.stage, column.total],
    queryFn: ({ pageParam, signal }) => fetchColumn(filters, column.stage, pageParam, signal),
    initialPageParam: 2,
    getNextPageParam: (last) => (last.page * CARDS < last.total ? last.page + 1 : undefined),
    enabled: false,
  })
  const cards = [...column.items, ...(more.data?.pages.flatMap((page) => page.items) ?? [])]
  const rest = column.total - cards.length
  return (
    <section className={column.total === 0 ? 'board-column empty' : 'board-column'} aria-label={column.label}>
      <header>
        <h2>
          {column.label}
          <span>{t('reports.items', { n: count(column.total) })}</span>
        </h2>
        {column.total > 0 ? (
          <small title={exact(column.total_investment_yuan)}>
            {headline(column.total_investment_yuan)}
            {column.without_amount > 0 ? ` · ${t('reports.board.without', { n: count(column.without_amount) })}` : ''}
          </small>
        ) : null}
      </header>
      {column.total === 0 ? (
        <p className="board-nothing">{t('reports.board.nothing')}</p>
      ) : (
        <ul className="board-cards">
          {cards.map((card) => (
            <li key={card.id}>
              <Card id={card.id} className="board-card">
                <Face card={card} />
              </Card>
            </li>
          ))}
        </ul>
      )}
      {more.error ? <ProblemAlert error={more.error} onRetry={() => void more.fetchNextPage()} /> : null}
      {rest > 0 ? (
        <Button className="board-more" size="small" loading={more.isFetching} onClick={() => void more.fetchNextPage()}>
          {t('reports.board.more', { n: count(Math.min(rest, CARDS)) })}
        </Button>
      ) : null}
    </section>
  )
}

function Face({ card }: { card: BoardCard }) {
  const { t } = useTranslation()
  return (
    <>
      <strong title={card.name}>{card.name}</strong>
      <small>
        <span>{card.total_investment_yuan == null ? t('reports.board.noAmount') : headline(card.total_investment_yuan)}</span>
        {card.end_state ? <span>{EndStateWords[card.end_state]}</span> : null}
        {card.overdue ? <span className="overdue">{t('reports.board.overdue')}</span> : null}
      </small>
      <small>
        <span>{card.number}</span>
        <span>{t('reports.board.days', { n: count(card.days_in_stage) })}</span>
      </small>
    </>
  )
}
