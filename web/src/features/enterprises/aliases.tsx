/** Other names of an enterprise: they are found by search and by the look for duplicates as well. */
import { useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Checkbox from 'antd/es/checkbox'
import Form from 'antd/es/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AliasInputFields, ReasonInputFields } from '@/api/fields'
import { EnterpriseAliasTitles } from '@/api/labels'
import type { components } from '@/api/schema'
import { instant } from '@/shared/dates'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { say } from '@/shared/ui/said'
import { addAlias, type Candidate, type EnterpriseView, removeAlias, written } from './api'
import { CandidateList } from './duplicates'
import { Records } from './records'
import { asking, suspectedIn } from './values'

type Alias = EnterpriseView['aliases'][number]

export function Aliases({ view, etag }: { view: EnterpriseView; etag: string }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Alias | null>(null)
  const may = view.can.includes('enterprise.edit')
  const add = may ? (
    <Button type={view.aliases.length === 0 ? 'primary' : 'default'} onClick={() => setAdding(true)}>
      {t('enterprises.addAlias')}
    </Button>
  ) : null
  return (
    <>
      {view.aliases.length === 0 ? (
        <div className="nothing">
          <p>{t('enterprises.noAliases')}</p>
          {add}
        </div>
      ) : (
        <>
          {add ? <p className="ent-tools">{add}</p> : null}
          <Records
            caption={t('enterprises.aliases')}
            acts={may ? t('enterprises.acts') : undefined}
            head={[{ title: EnterpriseAliasTitles.alias }, { title: EnterpriseAliasTitles.created_at }]}
            rows={view.aliases.map((alias) => ({
              key: alias.id,
              cells: [alias.alias, instant(alias.created_at)],
              acts: may ? (
                <Button size="small" onClick={() => setRemoving(alias)}>
                  {t('enterprises.removeAlias')}
                </Button>
              ) : null,
            }))}
          />
        </>
      )}
      {adding ? <AliasDialog view={view} etag={etag} onClose={() => setAdding(false)} /> : null}
      {removing ? (
        <FormDialog<{ reason: string }>
          title={t('enterprises.removeAliasTitle', { alias: removing.alias })}
          fields={ReasonInputFields}
          initial={{}}
          etag={etag}
          submit={t('enterprises.removeAlias')}
          danger
          onSend={(values, sending) => removeAlias(view.id, removing.id, values.reason, sending)}
          onDone={() => {
            void written(queries)
            say(t('enterprises.aliasRemoved'))
          }}
          onClose={() => setRemoving(null)}
        >
          <p className="ent-explained">{t('enterprises.removeAliasText')}</p>
          <Field of={ReasonInputFields} name="reason" autoFocus />
        </FormDialog>
      ) : null}
    </>
  )
}

function AliasDialog({ view, etag, onClose }: { view: EnterpriseView; etag: string; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [told, setTold] = useState<Candidate[] | null>(null)
  return (
    <FormDialog<components['schemas']['AliasInput']>
      title={t('enterprises.addAlias')}
      fields={AliasInputFields}
      initial={{}}
      etag={etag}
      submit={t('enterprises.save')}
      onSend={async (values, sending) => {
        try {
          await addAlias(view.id, values, sending)
        } catch (error) {
          const candidates = suspectedIn(error)
          if (!candidates) throw error
          setTold(candidates)
          throw asking(error, t('enterprises.aliasMustConfirm'))
        }
      }}
      onDone={() => {
        void written(queries)
        say(t('enterprises.aliasSaved'))
      }}
      onClose={onClose}
    >
      <Field of={AliasInputFields} name="alias" autoFocus />
      {told ? (
        <>
          <CandidateList candidates={told} />
          <Form.Item name="confirmed_different" valuePropName="checked">
            <Checkbox>{t('enterprises.aliasConfirm')}</Checkbox>
          </Form.Item>
        </>
      ) : null}
    </FormDialog>
  )
}
