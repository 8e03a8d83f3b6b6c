/** The colour of a project as word and shape, and the open slips on it, on paper. */
import { useTranslation } from 'react-i18next'
import { ColourWords, SlipKindWords, SlipStateWords } from '@/api/labels'
import { date } from '@/shared/dates'
import { SHAPES } from '@/shared/ui/colour'
import { Cut, PaperPart } from '@/shared/ui/paper'
import type { ProjectColour, SlipItem } from './api'
import { clockOf } from './level'

const SLIPS = 4

export function ColourOnPaper({ found }: { found: ProjectColour }) {
  const { t } = useTranslation()
  const { current } = found
  if (!current) return found.out_of_scope ? <p className="paper-colour">{found.out_of_scope}</p> : null
  return (
    <p className="paper-colour">
      <b>
        {SHAPES[current.colour]} {ColourWords[current.colour]} {t(`colour.meaning.${current.colour}`)}
      </b>
      　{t('colour.line', { because: current.because, on: date(current.since_on) })}
    </p>
  )
}

export function SlipsOnPaper({ items }: { items: readonly SlipItem[] }) {
  const { t } = useTranslation()
  return (
    <PaperPart title={t('supervision.openOnes')}>
      {items.length === 0 ? (
        <p>{t('supervision.noneOpen')}</p>
      ) : (
        <Cut items={items} most={SLIPS}>
          {(shown) =>
            shown.map((one) => (
              <p key={one.id}>
                {one.is_instruction ? t('supervision.instruct') : SlipKindWords[one.kind]}：{one.matter}（
                {[SlipStateWords[one.state], clockOf(one), one.unit_name].filter(Boolean).join('，')}）
              </p>
            ))
          }
        </Cut>
      )}
    </PaperPart>
  )
}
