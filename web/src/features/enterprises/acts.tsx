/** What may be done with an enterprise, as the API says: at the right of its name, at the foot of the page on a phone. */
import { useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Checkbox from 'antd/es/checkbox'
import Form from 'antd/es/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EnterpriseRestorationInputFields, ReasonInputFields } from '@/api/fields'
import type { components } from '@/api/schema'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { say } from '@/shared/ui/said'
import { type Candidate, type EnterpriseView, restore, withdraw, written } from './api'
import { CandidateList } from './duplicates'
import { asking, suspectedIn } from './values'

export type Ways = {
  onEdit: () => void
  onMerge: () => void
  onBack: () => void
  onPrint: () => void
  /** Records a talk with the company. */
  onTalk?: ((view: EnterpriseView) => void) | undefined
}
/** What was merged or withdrawn takes nothing new. */
export const inUse = (view: EnterpriseView): boolean => !view.merged_into && !view.withdrawn_at
type Props = Ways & { view: EnterpriseView; etag: string }

export function Acts({ view, etag, onEdit, onMerge, onBack, onPrint, onTalk }: Props) {
  const { t } = useTranslation()
  const may = (action: string) => view.can.includes(action)
  return (
    <div className="ent-buttons no-print">
      {may('enterprise.edit') ? (
        <Button type="primary" onClick={onEdit} title={`${t('enterprises.edit')}（E）`}>
          {t('enterprises.edit')}
        </Button>
      ) : null}
      {onTalk && inUse(view) ? (
        <Button onClick={() => onTalk(view)} title={`${t('talk.record')}（N）`}>
          {t('talk.record')}
        </Button>
      ) : null}
      {may('enterprise.merge') ? <Button onClick={onMerge}>{t('enterprises.merge')}</Button> : null}
      {may('enterprise.withdraw') ? <Withdrawal view={view} etag={etag} /> : null}
      <Button onClick={onPrint}>{t('paper.print')}</Button>
      <Button onClick={onBack}>{t('enterprises.back')}</Button>
    </div>
  )
}

type Restoration = components['schemas']['EnterpriseRestorationInput']

/** Out of use, or back into it; each with its reason. */
function Withdrawal({ view, etag }: { view: EnterpriseView; etag: string }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [told, setTold] = useState<Candidate[] | null>(null)
  const back = Boolean(view.withdrawn_at)
  const done = () => {
    void written(queries)
    say(back ? t('enterprises.restoreDone') : t('enterprises.withdrawDone'))
  }
  return (
    <>
      <Button
        onClick={() => {
          setTold(null)
          setOpen(true)
        }}
      >
        {back ? t('enterprises.restore') : t('enterprises.withdraw')}
      </Button>
      {open && back ? (
        <FormDialog<Restoration>
          title={t('enterprises.restoreTitle')}
          fields={EnterpriseRestorationInputFields}
          initial={{}}
          etag={etag}
          submit={t('enterprises.restore')}
          onSend={async (values, sending) => {
            try {
              await restore(view.id, values, sending)
            } catch (error) {
              const candidates = suspectedIn(error)
              if (!candidates) throw error
              setTold(candidates)
              throw asking(error, t('enterprises.mustConfirm'))
            }
          }}
          onDone={done}
          onClose={() => setOpen(false)}
        >
          <Field of={EnterpriseRestorationInputFields} name="reason" autoFocus />
          {told ? (
            <>
              <CandidateList candidates={told} />
              <Form.Item name="confirmed_different" valuePropName="checked">
                <Checkbox>{t('enterprises.confirm')}</Checkbox>
              </Form.Item>
            </>
          ) : null}
        </FormDialog>
      ) : null}
      {open && !back ? (
        <FormDialog<{ reason: string }>
          title={t('enterprises.withdrawTitle')}
          fields={ReasonInputFields}
          initial={{}}
          etag={etag}
          submit={t('enterprises.withdraw')}
          danger
          onSend={(values, sending) => withdraw(view.id, values.reason, sending)}
          onDone={done}
          onClose={() => setOpen(false)}
        >
          <p className="ent-explained">{t('enterprises.withdrawText')}</p>
          <Field of={ReasonInputFields} name="reason" autoFocus />
        </FormDialog>
      ) : null}
    </>
  )
}
