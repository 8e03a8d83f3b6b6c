/** A card that says on a press why it has its colour, since when, and what turns it green. */
import Popover from 'antd/es/popover'
import { useTranslation } from 'react-i18next'
import { ColourViewTitles, ColourWords } from '@/api/labels'
import { date } from '../dates'
import { ColourTag, type ColourView } from './colour'

/** The card of a project; pressed, it says why, since when and what turns it green. */
export function ColourCard({ view }: { view: ColourView }) {
  const { t } = useTranslation()
  return (
    <Popover trigger="click" content={<Why view={view} />} title={t('colour.title', { colour: ColourWords[view.colour] })}>
      <button type="button" className="colour-card">
        <ColourTag colour={view.colour} long />
      </button>
    </Popover>
  )
}

/** Because, since, what turns it green, what comes next when nothing is done. */
export function Why({ view }: { view: ColourView }) {
  const { t } = useTranslation()
  return (
    <dl className="colour-why">
      <dt>{t('colour.because')}</dt>
      <dd>{view.because}</dd>
      <dt>{t('colour.since')}</dt>
      <dd>{date(view.since_on)}</dd>
      {view.turns_green_when ? (
        <>
          <dt>{ColourViewTitles.turns_green_when}</dt>
          <dd>{view.turns_green_when}</dd>
        </>
      ) : null}
      {view.changes_on && view.changes_to ? (
        <>
          <dt>{t('colour.next')}</dt>
          <dd>{t('colour.changes', { on: date(view.changes_on), colour: ColourWords[view.changes_to] })}</dd>
        </>
      ) : null}
      <dt>{ColourViewTitles.revision}</dt>
      <dd>{t('colour.revision', { n: view.revision })}</dd>
    </dl>
  )
}
