/** A choice among what the server finds: by name, pinyin or initials. What is chosen keeps its name while another list is shown. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Select from 'antd/es/select'
import { useCallback, useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSentence } from '../ui/problem'

export type Choice<Id extends string | number = number> = { id: Id; name: string; detail?: string }

type Shared<Id extends string | number> = {
  id?: string
  placeholder?: string
  disabled?: boolean
  autoFocus?: boolean
  'aria-label'?: string
  /** Names of values that stand in the field from the beginning. */
  known?: readonly Choice<Id>[] | undefined
  /** What to ask; under this key answers are kept. */
  source: string
  find: (q: string, signal: AbortSignal) => Promise<Choice<Id>[]>
}
type One<Id extends string | number> = {
  multiple?: false
  value?: Id | null
  onChange?: (id: Id | null, choice?: Choice<Id>) => void
}
type Many<Id extends string | number> = { multiple: true; value?: Id[]; onChange?: (ids: Id[]) => void }

const SETTLE_MS = 200

export function RemoteSelect<Id extends string | number>(props: Shared<Id> & (One<Id> | Many<Id>)) {
  const { t } = useTranslation()
  const sentence = useSentence()
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const [open, setOpen] = useState(false)
  const [names, setNames] = useState<ReadonlyMap<Id, Choice<Id>>>(new Map())
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim().replaceAll("'", '')), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [text])
  const q = useDeferredValue(asked)
  const chosen: Id[] = props.multiple ? (props.value ?? []) : props.value == null ? [] : [props.value]
  const nameless = chosen.some((id) => !names.has(id) && !props.known?.some((k) => k.id === id))
  // a code finds its own name; a number does not, and is looked for among the first
  const code = !open && q === '' && nameless && typeof chosen[0] === 'string' ? chosen[0] : q
  const found = useQuery({
    queryKey: ['pick', props.source, code],
    enabled: open || nameless,
    queryFn: ({ signal }) => props.find(code, signal),
    placeholderData: (before) => before,
    staleTime: 60_000,
  })
  const named = found.data?.find((one) => !props.multiple && one.id === chosen[0] && !names.has(one.id))
  useEffect(() => {
    if (named) setNames(new Map([[named.id, named]]))
  }, [named])
  const all = new Map<Id, Choice<Id>>()
  for (const one of [...(props.known ?? []), ...names.values()]) if (chosen.includes(one.id)) all.set(one.id, one)
  for (const one of found.data ?? []) all.set(one.id, one)
  const options = [...all.values()].map((one) => ({
    value: one.id,
    label: one.name,
    detail: one.detail,
  }))
  const remember = (ids: Id[]) => setNames(new Map(ids.flatMap((id) => (all.has(id) ? [[id, all.get(id) as Choice<Id>]] : []))))
  return (
    <Select<Id | Id[] | null>
      {...(props.id ? { id: props.id } : {})}
      {...(props['aria-label'] ? { 'aria-label': props['aria-label'] } : {})}
      {...(props.multiple ? { mode: 'multiple' as const } : {})}
      {...(props.disabled === undefined ? {} : { disabled: props.disabled })}
      {...(props.autoFocus ? { autoFocus: true } : {})}
      showSearch
      allowClear
      filterOption={false}
      className="remote-select"
      placeholder={props.placeholder ?? t('form.choose')}
      value={props.multiple ? chosen : (chosen[0] ?? null)}
      options={options}
      loading={found.isFetching}
      notFoundContent={found.error ? sentence(found.error) : found.isFetching ? t('app.loading') : t('form.nothingFound')}
      onSearch={setText}
      onOpenChange={setOpen}
      optionRender={(option) => (
        <span className="pick-option">
          {option.label}
          {option.data['detail'] ? <small>{option.data['detail']}</small> : null}
        </span>
      )}
      onChange={(value) => {
        setText('')
        if (props.multiple) {
          const ids = Array.isArray(value) ? value : []
          remember(ids)
          props.onChange?.(ids)
        } else {
          const id = Array.isArray(value) || value === undefined ? null : value
          remember(id === null ? [] : [id])
          props.onChange?.(id, id === null ? undefined : all.get(id))
        }
      }}
    />
  )
}

/** Names of what a choice found, for those who write about it elsewhere, as a conflict does. */
export function useFoundNames(source: string): (id: number) => string | undefined {
  const queries = useQueryClient()
  return useCallback(
    (id) => {
      const found = queries.getQueriesData<Choice[]>({ queryKey: ['pick', source] })
      for (const [, choices] of found) for (const one of choices ?? []) if (one.id === id) return one.name
      return undefined
    },
    [queries, source],
  )
}
