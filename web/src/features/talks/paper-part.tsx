/** The last talks with a company, on paper. */
import { useTranslation } from 'react-i18next'
import { TalkKindWords } from '@/api/labels'
import { date } from '@/shared/dates'
import { Cut, PaperPart } from '@/shared/ui/paper'
import type { Talk } from './api'

const TALKS = 8

export function TalksOnPaper({ items, total }: { items: readonly Talk[]; total: number }) {
  const { t } = useTranslation()
  return (
    <PaperPart title={t('menu.talks')}>
      {items.length === 0 ? (
        <p>{t('talks.none')}</p>
      ) : (
        <Cut items={items} most={TALKS} total={total}>
          {(shown) =>
            shown.map((one) => (
              <p key={one.id}>
                {date(one.happened_on)}　{TalkKindWords[one.kind]}　{one.said}（{one.created_by_name}）
              </p>
            ))
          }
        </Cut>
      )}
    </PaperPart>
  )
}
