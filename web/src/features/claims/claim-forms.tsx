/** The acts on a claim and on an objection. */
import Radio from 'antd/es/radio'
import { useTranslation } from 'react-i18next'
import {
  ClaimProgressInputFields,
  ClaimProjectInputFields,
  ClaimReasonInputFields,
  ConfirmationInputFields,
  CreditShareFields,
  ExtensionDecisionInputFields,
  ExtensionInputFields,
  ObjectionInputFields,
  RulingInputFields,
  TransferInputFields,
} from '@/api/fields'
import { RulingWords } from '@/api/labels'
import type { components } from '@/api/schema'
import { today } from '@/shared/dates'
import { DateInput } from '@/shared/form/date-input'
import { Field } from '@/shared/form/field'
import { ProjectPicker, UnitsPicker } from '@/shared/pick/pickers'
import { FilesField } from '@/shared/ui/files'
import { Act, type Open, YesNo } from './act'
import * as api from './api'

type Schemas = components['schemas']
const RULINGS = Object.entries(RulingWords).map(([value, label]) => ({ value, label }))
type Claim = { claim: api.ClaimView; etag: string }

export function ProgressForm({ claim, onClose }: Open<Omit<Claim, 'etag'>>) {
  const { t } = useTranslation()
  const F = ClaimProgressInputFields
  return (
    <Act<Schemas['ClaimProgressInput']>
      name={`progress:${claim.id}`}
      title={t('claims.act.progress')}
      fields={F}
      initial={{ happened_on: today(), proof_file_ids: [] }}
      done={t('claims.act.progressDone')}
      send={(values, sending) => api.addProgress(claim.id, values, sending)}
      onClose={onClose}
    >
      <Field of={F} name="happened_on">
        <DateInput past />
      </Field>
      <Field of={F} name="note" autoFocus />
      <Field of={F} name="proof_file_ids">
        <FilesField />
      </Field>
    </Act>
  )
}

export function ConfirmForm({ claim, etag, onClose }: Open<Claim>) {
  const { t } = useTranslation()
  const F = ConfirmationInputFields
  return (
    <Act<Schemas['ConfirmationInput']>
      name={`confirm:${claim.id}`}
      title={t('claims.act.confirmTitle')}
      fields={F}
      initial={{}}
      etag={etag}
      done={({ confirmed }) => t(confirmed ? 'claims.act.confirmDone' : 'claims.act.confirmRefused')}
      send={(values, sending) => api.confirmClaim(claim.id, values, sending)}
      onClose={onClose}
    >
      <YesNo name="confirmed" label={t('claims.act.genuine')} yes={t('claims.act.genuineYes')} no={t('claims.act.genuineNo')} />
      <Field of={F} name="opinion" />
      {claim.warnings.length > 0 ? <Field of={F} name="separate_matter" label={t('claims.act.separate')} /> : null}
    </Act>
  )
}

export function ExtensionForm({ claim, onClose }: Open<Omit<Claim, 'etag'>>) {
  const { t } = useTranslation()
  const F = ExtensionInputFields
  return (
    <Act<Schemas['ExtensionInput']>
      name={`extend:${claim.id}`}
      title={t('claims.act.extend')}
      fields={F}
      initial={{ proof_file_ids: [] }}
      done={t('claims.act.extendDone')}
      send={(values, sending) => api.askExtension(claim.id, values, sending)}
      onClose={onClose}
    >
      <Field of={F} name="until_on" />
      <Field of={F} name="reason" />
      <Field of={F} name="proof_file_ids">
        <FilesField />
      </Field>
    </Act>
  )
}

export function ExtensionDecisionForm({ claim, etag, extension, onClose }: Open<Claim & { extension: number }>) {
  const { t } = useTranslation()
  const F = ExtensionDecisionInputFields
  return (
    <Act<Schemas['ExtensionDecisionInput']>
      name={`decide:${extension}`}
      title={t('claims.act.decide')}
      fields={F}
      initial={{}}
      etag={etag}
      done={t('claims.act.decideDone')}
      send={(values, sending) => api.decideExtension({ id: claim.id, extension_id: extension }, values, sending)}
      onClose={onClose}
    >
      <YesNo name="granted" label={t('claims.act.decision')} yes={t('claims.act.grantedYes')} no={t('claims.act.grantedNo')} />
      <Field of={F} name="opinion" />
    </Act>
  )
}

export function ObjectionForm({ claim, onClose }: Open<Omit<Claim, 'etag'>>) {
  const { t } = useTranslation()
  const F = ObjectionInputFields
  return (
    <Act<Schemas['ObjectionInput']>
      name={`object:${claim.id}`}
      title={t('claims.act.object')}
      fields={F}
      initial={{ proof_file_ids: [] }}
      done={t('claims.act.objectDone')}
      send={(values, sending) => api.object(claim.id, values, sending)}
      onClose={onClose}
    >
      <Field of={F} name="reason" autoFocus />
      <Field of={F} name="proof_file_ids">
        <FilesField />
      </Field>
    </Act>
  )
}

export function RulingForm({ objection, etag, onClose }: Open<{ objection: api.ObjectionView; etag: string }>) {
  const { t } = useTranslation()
  const F = RulingInputFields
  const units = [objection.objector.unit, objection.respondent.unit].flatMap((unit) => (unit ? [unit] : []))
  return (
    <Act<Schemas['RulingInput']>
      name={`rule:${objection.id}`}
      title={t('claims.act.rule')}
      width={720}
      fields={F}
      initial={{}}
      etag={etag}
      done={t('claims.act.ruleDone')}
      send={(values, sending) => {
        const { shares, ...ruling } = values
        const named = shares?.map((share, i) => ({ ...share, unit_id: units[i]?.id ?? 0 }))
        return api.rule(objection.id, named && values.ruling === 'joint' ? { ...ruling, shares: named } : ruling, sending)
      }}
      onClose={onClose}
    >
      {(values) => (
        <>
          <Field of={F} name="ruling">
            <Radio.Group options={RULINGS} />
          </Field>
          <Field of={F} name="reason" />
          {values.ruling === 'joint' ? (
            <fieldset className="shares">
              <legend>{t('claims.act.shares')}</legend>
              {units.map((unit, i) => (
                <div key={unit.id} className="share-row">
                  <Field
                    of={CreditShareFields}
                    name="share_percent"
                    path={['shares', i, 'share_percent']}
                    label={t('claims.act.sharePercent', { unit: unit.name })}
                  />
                  <Field
                    of={CreditShareFields}
                    name="reason"
                    path={['shares', i, 'reason']}
                    label={t('claims.act.shareReason', { unit: unit.name })}
                  />
                </div>
              ))}
            </fieldset>
          ) : null}
        </>
      )}
    </Act>
  )
}

export function LinkForm({ claim, etag, onClose }: Open<Claim>) {
  const { t } = useTranslation()
  const F = ClaimProjectInputFields
  const project = claim.project
  return (
    <Act<Schemas['ClaimProjectInput']>
      name={`link:${claim.id}`}
      title={t('claims.act.link')}
      fields={F}
      initial={{ project_id: project?.id ?? null }}
      etag={etag}
      submit={t('claims.act.save')}
      done={t('claims.act.linkDone')}
      send={(values, sending) => api.linkProject(claim.id, values.project_id ?? null, sending.etag)}
      onClose={onClose}
    >
      <p className="quiet">{t('claims.act.linkNote')}</p>
      <Field of={F} name="project_id" label={t('claims.project')}>
        <ProjectPicker known={project ? [{ id: project.id, name: project.name }] : undefined} />
      </Field>
    </Act>
  )
}

export function TransferForm({ claim, onClose }: Open<Omit<Claim, 'etag'>>) {
  const { t } = useTranslation()
  const F = TransferInputFields
  return (
    <Act<Schemas['TransferInput']>
      name={`transfer:${claim.id}`}
      title={t('claims.act.transfer')}
      fields={F}
      initial={{ unit_ids: [] }}
      done={t('claims.act.transferDone')}
      send={(values, sending) => api.startTransfer(claim.id, values, sending)}
      onClose={onClose}
    >
      <Field of={F} name="unit_ids">
        <UnitsPicker />
      </Field>
      <Field of={F} name="reason" />
      <Field of={F} name="duties" />
    </Act>
  )
}

export function ReleaseForm({ claim, etag, onClose }: Open<Claim>) {
  const { t } = useTranslation()
  const F = ClaimReasonInputFields
  return (
    <Act<Schemas['ClaimReasonInput']>
      name={`release:${claim.id}`}
      title={t('claims.act.releaseTitle')}
      fields={F}
      initial={{}}
      etag={etag}
      danger
      submit={t('claims.act.release')}
      done={t('claims.act.releaseDone')}
      send={(values, sending) => api.releaseClaim(claim.id, values, sending)}
      onClose={onClose}
    >
      <Field of={F} name="reason" autoFocus />
    </Act>
  )
}
