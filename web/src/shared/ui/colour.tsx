/** The four cards: colour, word and shape together, so that black paper and every eye tell them apart. */
import { useTranslation } from 'react-i18next'
import { ColourWords } from '@/api/labels'
import type { components } from '@/api/schema'
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
