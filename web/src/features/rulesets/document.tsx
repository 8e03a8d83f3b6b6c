/** A document of rules as people read it, drawn from the contract: plain values as a list, what repeats as a table. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ColourConditionFields, ColourRuleFields } from '@/api/fields'
import type { components } from '@/api/schema'
import type { FieldRule } from '@/shared/form/rule'
import { shownValue } from '@/shared/form/shown-value'
import { ColourTag } from '@/shared/ui/colour'
import { Rows } from '@/shared/ui/rows'
import { Json, Original } from './original'
import { SHAPES, type Shape } from './shapes'
import { isDoc, namesIn } from './words'

type Doc = Record<string, unknown>
type Names = ReadonlyMap<string, string>

/** A kind nobody has told of, yet, is shown as it is. */
export function RuleDocument({ kind, content }: { kind: string; content: Doc }) {
  const { t } = useTranslation()
  const shape = SHAPES[kind]
  if (!shape) return <Json content={content} />
  return (
    <>
      <Part shape={shape} doc={content} names={namesIn(content)} caption={t('rulesets.content')} />
      <Original content={content} />
    </>
  )
}

type PartProps = { shape: Shape; doc: Doc; names: Names; caption: string; inner?: boolean }

/** One level: first its plain values, then its parts under their titles. */
function Part({ shape, doc, names, caption, inner = false }: PartProps) {
  const { t } = useTranslation()
  const order = shape.order ?? Object.keys(shape.fields)
  const plain = order.filter((name) => !shape.parts?.[name])
  return (
    <>
      {plain.length > 0 ? (
        <div className="plain-rules">
          <Rows
            caption={caption}
            head={[{ title: t('rulesets.item') }, { title: t('rulesets.value') }]}
            rows={plain.map((name) => ({
              key: name,
              cells: [titleOf(shape.fields[name]), { text: <Value rule={shape.fields[name]} value={doc[name]} names={names} /> }],
            }))}
          />
        </div>
      ) : null}
      {order.map((name) => {
        const part = shape.parts?.[name]
        const value = doc[name]
        const title = shape.fields[name]?.title ?? name
        if (!part) return null
        if (isDoc(value)) {
          return (
            <Section key={name} title={title} inner={inner}>
              <Part shape={part} doc={value} names={names} caption={title} inner />
            </Section>
          )
        }
        const rows = Array.isArray(value) ? value.filter(isDoc) : []
        // what has parts of its own stands under its own name
        if (part.parts) {
          return rows.map((row) => {
            const own = typeof row['label'] === 'string' ? row['label'] : title
            return (
              <Section key={own} title={own} inner={inner}>
                <Part shape={part} doc={row} names={names} caption={own} inner />
              </Section>
            )
          })
        }
        return (
          <Section key={name} title={title} inner={inner}>
            {part.fields === ColourRuleFields ? (
              <ColourTable rules={rows as unknown as Rule[]} caption={title} />
            ) : (
              <Table part={part} caption={title} rows={rows} names={names} />
            )}
          </Section>
        )
      })}
    </>
  )
}

function Section({ title, inner, children }: { title: string; inner: boolean; children: ReactNode }) {
  return (
    <div className="rule-part">
      {inner ? <h4>{title}</h4> : <h3>{title}</h3>}
      {children}
    </div>
  )
}

// among plain values the hint is said too, where it is not the title in full; in the head of a table the title is enough
const titleOf = (rule: FieldRule | undefined): string => {
  const hint = rule?.kind === 'integer' ? rule.hint : undefined
  const title = rule?.title ?? ''
  if (!hint) return title
  return hint.startsWith(title) ? hint : `${title}（${hint}）`
}

function Table({ part, caption, rows, names }: { part: Shape; caption: string; rows: readonly Doc[]; names: Names }) {
  const { t } = useTranslation()
  const order = part.order ?? Object.keys(part.fields)
  if (rows.length === 0) return <p className="note">{t('rulesets.noneOf')}</p>
  return (
    <Rows
      caption={caption}
      head={order.map((name) => ({
        title: part.fields[name]?.title ?? name,
        numeric: part.fields[name]?.kind === 'integer' || part.fields[name]?.kind === 'money',
      }))}
      rows={rows.map((row, place) => ({
        key: place,
        cells: order.map((name) => ({ text: <Value rule={part.fields[name]} value={row[name]} names={names} /> })),
      }))}
    />
  )
}

/** A value in words; texts of a list stand one below the other, codes of other entries by their names. */
function Value({ rule, value, names }: { rule: FieldRule | undefined; value: unknown; names: Names }) {
  if (rule?.kind !== 'list' || !Array.isArray(value) || !value.some((one) => typeof one === 'string')) {
    return shownValue(rule, value)
  }
  return value.map((one) => <div key={String(one)}>{names.get(String(one)) ?? String(one)}</div>)
}

type Rule = components['schemas']['ColourRule']

/** From the top down: the first rule of which one condition holds gives the colour. */
function ColourTable({ rules, caption }: { rules: readonly Rule[]; caption: string }) {
  const { t } = useTranslation()
  const C = ColourConditionFields
  return (
    <>
      <p className="note">{t('rulesets.coloursRead')}</p>
      <Rows
        caption={caption}
        head={[
          { title: t('rulesets.ruleNo') },
          { title: ColourRuleFields.to.title },
          { title: C.input.title },
          { title: C.comparison.title },
          { title: C.value.title, numeric: true },
          { title: t('rulesets.unitOf') },
        ]}
        rows={rules.flatMap((rule, place) => {
          const number = t('rulesets.rule', { n: place + 1 })
          const colour = { text: <ColourTag colour={rule.to} /> }
          const conditions = rule.any.map((one, at) => ({
            key: `${place}-${at}`,
            cells: [
              number,
              colour,
              C.input.words[one.input],
              // a pause is there or not: its number is no measure
              ...(one.input === 'paused'
                ? ['', '', '']
                : [C.comparison.words[one.comparison], one.value, t(`rulesets.unit.${one.input}`)]),
            ],
          }))
          const rest = { key: `${place}`, cells: [number, colour, C.input.words.otherwise, '', '', ''] }
          return conditions.length > 0 ? conditions : [rest]
        })}
      />
    </>
  )
}
