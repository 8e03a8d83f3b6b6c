/** One change of all chosen projects: who leads or helps, which tags they carry. All of them are changed, or none. */
import { useQueryClient } from '@tanstack/react-query'
import Radio from 'antd/es/radio'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProjectBatchChangeFields as F } from '@/api/fields'
import { type Search, stringifySearch } from '@/shared/filters'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import type { Chosen } from '@/shared/list/selection'
import { UnitPicker, UnitsPicker } from '@/shared/pick/pickers'
import { say } from '@/shared/ui/said'
import type { Project } from './api'
import type { Filters } from './filters'
import { TagsInput } from './tags-input'
import { type Schemas, updateMany } from './writes'
import './many.css'

type Change = Schemas['ProjectBatchChange']
type Way = keyof Change & keyof typeof F
type Props = { chosen: Chosen<Project>; filters: Filters; onClose: () => void }

export function AssignMany(props: Props) {
  const { t } = useTranslation()
  return (
    <Many
      {...props}
      title={t('projects.assignMany', { n: props.chosen.count })}
      ways={['lead_unit_id', 'add_unit_ids']}
      control={(way) => (way === 'lead_unit_id' ? <UnitPicker autoFocus /> : <UnitsPicker autoFocus />)}
    />
  )
}

export function TagMany(props: Props) {
  const { t } = useTranslation()
  return (
    <Many
      {...props}
      title={t('projects.tagMany', { n: props.chosen.count })}
      ways={['add_tags', 'remove_tags']}
      control={(way) => <TagsInput autoFocus known={way === 'remove_tags'} />}
    />
  )
}

type ManyProps = Props & { title: string; ways: readonly Way[]; control: (way: Way) => React.ReactElement }

function Many({ chosen, filters, onClose, title, ways, control }: ManyProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [way, setWay] = useState<Way>(ways[0] as Way)
  const words: ReactNode = ways.map((one) => (
    <Radio key={one} value={one}>
      {F[one].title}
    </Radio>
  ))
  const which = chosen.all
    ? { filter: stringifySearch(filters as Search).replace(/^\?/, ''), expected_count: chosen.count }
    : { items: chosen.rows.map(({ id, version }) => ({ id, version })) }
  const send = async ({ change }: { change: Change }, key: string) => {
    const done = await updateMany({ ...which, change: { [way]: change[way] } }, key)
    say(t('projects.changedMany', { changed: done.changed, unchanged: done.unchanged }))
    chosen.clear()
    await queries.invalidateQueries({ queryKey: ['projects'] })
  }
  return (
    <FormDialog<{ change: Change }>
      title={title}
      fields={F}
      initial={{ change: {} }}
      submit={t('projects.changeAll')}
      onSend={(values, { key }) => send(values, key)}
      onDone={() => undefined}
      onClose={onClose}
    >
      <Radio.Group className="many-ways" aria-label={title} value={way} onChange={(e) => setWay(e.target.value as Way)}>
        {words}
      </Radio.Group>
      <Field key={way} of={F} name={way} path={['change', way]} required>
        {control(way)}
      </Field>
    </FormDialog>
  )
}
