/** The four cards: colour, word and shape together, so that black paper and every eye tell them apart. */
import Popover from 'antd/es/popover'
import { useTranslation } from 'react-i18next'
import { ColourViewTitles, ColourWords } from '@/api/labels'
import type { components } from '@/api/schema'
import { date } from '../dates'
import './colour.css'

export type Colour = components['schemas']['Colour']
export type ColourView = components['schemas']['ColourView']

export const SHAPES: Readonly<Record<Colour, string>> = { green: '●', blue: '◆', orange: '▲', red: '■' }

/** Colour and shape in a word; `long` adds what the colour means. */
export function ColourTag({ colour, long = false }: { colour: Colour; long?: boolean }) {
  const { t } = useTranslation()
  return (
    <span className={`colour-tag colour-${colour}`}>
      <span aria-hidden="true">{SHAPES[colour]}</span>
      {ColourWords[colour]}
      {long ? <em>{t(`colour.meaning.${colour}`)}</em> : null}
    </span>
  )
}

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
