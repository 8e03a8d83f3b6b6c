/**
 * A form that writes: checks as the contract says, sends once (one Idempotency-Key until it succeeded), puts what the API
 * refuses at its fields and in a list on top, keeps a draft, and shows both values when somebody else was faster (412).
 */
import Alert from 'antd/es/alert'
import Button from 'antd/es/button'
import Form, { type FormInstance } from 'antd/es/form'
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, isOffline } from '@/api/errors'
import { newKey } from '@/api/keys'
import { isComposing } from '../keys'
import { type Faster, inWords, isStale, shortly, tagNow, whoWasFaster } from '../stale'
import { ProblemAlert } from '../ui/problem'
import { Conflict } from './conflict'
import { dropDraft, keepDraft, keepNow, useDraft } from './drafts'
import './form.css'
import { HintLine } from './hint-line'
import { type Leap, leaps } from './leap'
import { LeapDialog } from './leap-dialog'
import { useLeaveWarning, useOvertaken } from './leaving'
import { compare, same, spread } from './parts'
import type { Fields } from './rule'
import { unreadable } from './unreadable'

export type Sending = {
  key: string
  etag: string
  /** The same once more, after both values were compared. */
  resolved?: true
}

type Props<Values extends object> = {
  /** What stands in the fields when the form opens. */
  initial: Partial<Values>
  /** The tag of what filled the form; absent for something new. */
  etag?: string
  /** Titles of the fields, for the conflict dialog. */
  fields: Fields
  onSend: (values: Values, sending: Sending) => Promise<unknown>
  onDone: () => void
  onCancel?: () => void
  submit: string
  /** Under which name an unfinished form is kept on this machine. */
  draft?: string
  /** The draft stands in the fields by itself, where what stands there else could be sent by mistake. */
  restore?: boolean
  /**
   * From the current representation of a 412 the values as the form holds them. Without it the form is an act: it says what
   * happened, keeps what was written and may be sent again on what is there now.
   */
  fromCurrent?: (current: Record<string, unknown>) => Partial<Values>
  /** The tag that stands now, asked for where the refusal does not bring the version. */
  reread?: () => Promise<string>
  /** The API asks itself about amounts that leap, with its own words. */
  noLeaps?: boolean
  /** What is sent belongs to the state that is gone, as a move to the next stage: it is told what happened, and not sent again. */
  once?: boolean
  form?: FormInstance<Values>
  onChange?: (values: Values) => void
  onDirty?: (dirty: boolean) => void
  /** Told what was refused, e.g. to show a field that only then makes sense. */
  onFail?: (error: unknown) => void
  children: ReactNode | ((values: Partial<Values>) => ReactNode)
  danger?: boolean
  /** The field somebody came for: seen and ready to be filled in when the form opens. */
  focus?: (string | number)[] | undefined
  /** More buttons beside the first one. */
  more?: ReactNode
}

/** `/legs/0/city` → `['legs', 0, 'city']`, as antd names a field. */
export const pathOf = (pointer: string): (string | number)[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))

export function WriteForm<Values extends object>(props: Props<Values>) {
  const { t } = useTranslation()
  const [own] = Form.useForm<Values>()
  const form = props.form ?? own
  const id = useId().replaceAll(':', '')
  const root = useRef<HTMLDivElement>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(newKey())
  const etag = useRef(props.etag ?? '')
  const base = useRef(props.initial)
  const [values, setValues] = useState<Partial<Values>>(props.initial)
  const [theirs, setTheirs] = useState<{ current: Partial<Values>; etag: string; draft?: true } | null>(null)
  const [faster, setFaster] = useState<Faster | null>(null)
  /** An act met something newer: what happened is told above the form. */
  const [stale, setStale] = useState(false)
  const [asked, setAsked] = useState<Leap[] | null>(null)
  const confirmed = useRef('')
  const overtaken = useOvertaken()
  const draft = useDraft<Values>(props.draft)
  const [restored, setRestored] = useState<string | null>(null)
  const { onDirty } = props
  const dirty = useRef(false)
  const touched = useCallback(() => {
    if (!dirty.current) onDirty?.(true)
    dirty.current = true
  }, [onDirty])
  useLeaveWarning(dirty)
  const wanted = useRef(props.focus)
  useEffect(() => {
    if (wanted.current) form.scrollToField(wanted.current as never, { focus: true, block: 'center' })
  }, [form])

  const send = async (resolved?: Values) => {
    const all = resolved ?? (form.getFieldsValue(true) as Values)
    const found = props.noLeaps
      ? []
      : leaps(props.fields, base.current as Record<string, unknown>, all as Record<string, unknown>)
    if (found.length > 0 && confirmed.current !== JSON.stringify(found)) {
      setAsked(found)
      return
    }
    setBusy(true)
    setFailure(null)
    setStale(false)
    try {
      await props.onSend(all, { key: key.current, etag: etag.current, ...(resolved ? { resolved: true } : {}) })
      key.current = newKey()
      dirty.current = false
      onDirty?.(false)
      if (props.draft) void dropDraft(props.draft)
      props.onDone()
    } catch (error) {
      if (!isStale(error)) refused(error)
      else if (!(await overtakenBy(error))) refused(error)
    } finally {
      setBusy(false)
    }
  }

  /** Both values of what both changed, or what happened; `false` when the refusal tells too little for either. */
  const overtakenBy = async (error: ApiError): Promise<boolean> => {
    overtaken()
    const { current } = error.problem
    setFaster(await whoWasFaster(error))
    const etagNow = tagNow(error) ?? (await props.reread?.().catch(() => undefined))
    if (!etagNow || !current) return false
    const now = props.fromCurrent?.(current)
    const { fields, ...sides } = spread(
      props.fields,
      base.current as Record<string, unknown>,
      form.getFieldsValue(true),
      (now ?? {}) as Record<string, unknown>,
    )
    const theirs = now ? Object.keys(fields).filter((name) => !same(sides.base[name], sides.theirs[name])) : []
    if (now && theirs.length > 0) {
      setTheirs({ current: now, etag: etagNow })
    } else {
      etag.current = etagNow
      setStale(true)
    }
    return true
  }

  const refused = (error: unknown) => {
    setFailure(error)
    if (props.draft && isOffline(error)) keepNow(props.draft)
    props.onFail?.(error)
    const known = error instanceof ApiError ? (error.problem.errors ?? []) : []
    const at = known.map((e) => ({ name: pathOf(e.pointer), errors: [e.message] }))
    if (at.length > 0) {
      form.setFields(at as never)
      form.scrollToField(at[0]?.name as never, { focus: true })
    }
  }

  // a draft of an older version is shown as a difference; it never goes over what was saved since
  const goOn = () => {
    const kept = draft.kept
    if (!kept) return
    const stale = etag.current !== '' && kept.base !== undefined && kept.etag !== etag.current
    const mine = { ...kept.base, ...kept.values } as Record<string, unknown>
    const flat = spread(
      props.fields,
      (kept.base ?? {}) as Record<string, unknown>,
      mine,
      props.initial as Record<string, unknown>,
    )
    const found = stale ? compare(Object.keys(flat.fields), flat.base, flat.mine, flat.theirs) : null
    if (found && found.asked.length > 0) base.current = kept.base as Partial<Values>
    form.setFieldsValue((found && found.asked.length === 0 ? { ...mine, ...flat.whole(found.settled) } : mine) as never)
    if (found && found.asked.length > 0) setTheirs({ current: props.initial, etag: etag.current, draft: true })
    setValues(form.getFieldsValue(true))
    touched()
    draft.seen()
  }
  const again = props.restore ? draft.kept : null
  const goOnRef = useRef(goOn)
  goOnRef.current = goOn
  useEffect(() => {
    if (!again || dirty.current) return
    goOnRef.current()
    setRestored(again.at)
  }, [again])
  // from the beginning, without what was restored
  const anew = () => {
    if (props.draft) void dropDraft(props.draft)
    form.setFieldsValue(props.initial as never)
    base.current = props.initial
    setValues(form.getFieldsValue(true))
    setRestored(null)
  }
  const resolve = (resolved: Record<string, unknown>) => {
    if (!theirs) return
    form.setFieldsValue(resolved as never)
    base.current = theirs.current
    etag.current = theirs.etag
    setTheirs(null)
    setValues(form.getFieldsValue(true))
    if (!theirs.draft) void send({ ...(form.getFieldsValue(true) as Values), ...(resolved as Values) })
  }
  const leave = () => {
    if (theirs?.draft) {
      form.setFieldsValue(props.initial as never)
      base.current = props.initial
      setValues(form.getFieldsValue(true))
    }
    setTheirs(null)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isComposing(event)) {
      event.preventDefault()
      event.stopPropagation()
      form.submit()
      return
    }
    // Enter in one line of several sends nothing half filled in; in the only field of a form it does
    const line = event.target instanceof HTMLInputElement
    if (event.key === 'Enter' && line && event.currentTarget.querySelectorAll('input, textarea').length > 1)
      event.preventDefault()
  }

  const over = stale && props.once === true
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the whole form, not of one of its controls
    <div className="write-form" ref={root} onKeyDown={onKeyDown}>
      {draft.kept ? (
        <p className="draft-bar" role="status">
          {t('form.draft', { at: draft.kept.at })}
          <Button size="small" onClick={goOn}>
            {t('form.useDraft')}
          </Button>
          <Button
            size="small"
            onClick={() => {
              if (props.draft) void dropDraft(props.draft)
              draft.seen()
            }}
          >
            {t('form.dropDraft')}
          </Button>
        </p>
      ) : null}
      {restored ? (
        <p className="draft-bar" role="status">
          {t('form.restored', { at: restored })}
          <Button size="small" onClick={anew}>
            {t('form.anew')}
          </Button>
        </p>
      ) : null}
      {failure ? <ProblemAlert error={failure} kept={Boolean(props.draft)} /> : null}
      {stale ? (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={inWords(faster)}
          description={t(props.once ? 'stale.look' : 'stale.again', { act: props.submit })}
        />
      ) : null}
      <Form<Values>
        form={form}
        name={id} // controls get ids of their own: a field may be called like a part of the page
        layout="vertical"
        initialValues={props.initial as never}
        requiredMark
        disabled={busy}
        scrollToFirstError={{ focus: true }}
        onValuesChange={(_, all) => {
          touched()
          setValues(all)
          props.onChange?.(all)
          if (props.draft) keepDraft(props.draft, { ...form.getFieldsValue(true), ...all }, etag.current, base.current)
        }}
        onFinish={() => {
          if (!unreadable(root.current)) void send()
        }}
      >
        {typeof props.children === 'function' ? props.children(values) : props.children}
        <div className="form-buttons">
          <HintLine />
          {props.more}
          {props.onCancel && !over ? <Button onClick={props.onCancel}>{t('action.cancel')}</Button> : null}
          {over ? (
            <Button type="primary" onClick={props.onCancel}>
              {t('stale.show')}
            </Button>
          ) : (
            <Button type="primary" htmlType="submit" loading={busy} danger={props.danger === true} title={t('form.submitKey')}>
              {props.submit}
            </Button>
          )}
        </div>
      </Form>
      {theirs ? (
        <Conflict
          fields={props.fields}
          base={base.current as Record<string, unknown>}
          mine={form.getFieldsValue(true) as Record<string, unknown>}
          theirs={theirs.current as Record<string, unknown>}
          who={theirs.draft ? undefined : shortly(faster)}
          onCancel={leave}
          onResolve={resolve}
          {...(theirs.draft ? { submit: t('conflict.goOn') } : {})}
        />
      ) : null}
      {asked ? (
        <LeapDialog
          leaps={asked}
          onCancel={() => setAsked(null)}
          onOk={() => {
            confirmed.current = JSON.stringify(asked)
            setAsked(null)
            void send()
          }}
        />
      ) : null}
    </div>
  )
}
