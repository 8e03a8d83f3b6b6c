/** The plain facts of a project, changed as a patch: two people who edit different fields do not disturb each other. */
import Button from 'antd/es/button'
import { useTranslation } from 'react-i18next'
import { ProjectInputFields as F } from '@/api/fields'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { patchOf } from '@/shared/form/patch'
import { DivisionPicker, IndustryPicker } from '@/shared/pick/pickers'
import type { ProjectView } from './api'
import { patchProject } from './writes'

type Name = keyof typeof F & keyof ProjectView
type Values = Partial<Record<Name, unknown>>
const NAMES = Object.keys(F) as Name[]
const SECTIONS: readonly { title: 'what' | 'size' | 'where' | 'when' | 'more'; names: readonly Name[] }[] = [
  {
    title: 'what',
    names: ['name', 'content', 'chain', 'industry', 'industry_code', 'build_kind', 'invest_mode', 'lead_source', 'introducer'],
  },
  {
    title: 'size',
    names: [
      'total_investment_yuan',
      'fixed_assets_yuan',
      'contract_amount_yuan',
      'expected_output_yuan',
      'expected_tax_yuan',
      'expected_jobs',
    ],
  },
  { title: 'where', names: ['place', 'division_code', 'park', 'land_type', 'land_mu'] },
  { title: 'when', names: ['first_contact_on', 'signed_on', 'planned_start', 'started_on', 'planned_end', 'producing_on'] },
  { title: 'more', names: ['remark', 'source'] },
]
const valuesOf = (view: Record<string, unknown>): Values => Object.fromEntries(NAMES.map((name) => [name, view[name] ?? null]))

type Props = {
  view: ProjectView
  etag: string
  /** The field one came for. */
  focus?: string | undefined
  /** Asks for a change of a frozen fact; absent for those who may not. */
  onAmend?: ((field: string) => void) | undefined
  onDone: () => void
  onClose: () => void
}

export function EditProject({ view, etag, focus, onAmend, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const before = valuesOf(view)
  const picker = (name: Name) => {
    if (name === 'division_code') return { children: <DivisionPicker /> }
    if (name === 'industry_code') return { children: <IndustryPicker /> }
    return {}
  }
  const frozen = (name: Name) => (
    <>
      {`${F[name].title}（${t('projects.frozen')}）`}
      {onAmend ? (
        <Button
          size="small"
          type="link"
          aria-label={t('projects.amendOf', { title: F[name].title })}
          onClick={(event) => {
            // the label would give the press to its field
            event.preventDefault()
            onAmend(name)
          }}
        >
          {t('projects.addAmendment')}
        </Button>
      ) : null}
    </>
  )
  const shown = SECTIONS.map((section) => ({ ...section, names: section.names.filter((name) => name in F) }))
  return (
    <FormDialog<Values>
      title={t('projects.edit')}
      width={860}
      fields={F}
      initial={before}
      etag={etag}
      draft={`project-${view.id}`}
      submit={t('action.save')}
      fromCurrent={valuesOf}
      onSend={(values, sending) => patchProject(view.id, patchOf(before, { ...before, ...values }) as never, sending.etag)}
      focus={focus ? [focus] : undefined}
      onDone={onDone}
      onClose={onClose}
    >
      {shown.map((section) => (
        <fieldset key={section.title} className="form-section">
          <legend>{t(`projects.section.${section.title}`)}</legend>
          <div className="form-grid">
            {section.names.map((name) => (
              <Field
                key={name}
                of={F}
                name={name}
                disabled={view.locked.includes(name)}
                {...(['content', 'remark', 'source'].includes(name) ? { className: 'wide' } : {})}
                {...(view.locked.includes(name) ? { label: frozen(name) } : picker(name))}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </FormDialog>
  )
}
