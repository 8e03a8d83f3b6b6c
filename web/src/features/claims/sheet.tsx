/** 登记表 and 流转单 as they lie on a desk: A4, black on white, what the API says line by line. */
import { useQuery } from '@tanstack/react-query'
import Radio from 'antd/es/radio'
import { useTranslation } from 'react-i18next'
import { Paper } from '@/shared/ui/paper'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { type SheetForm, selfQuery, sheetQuery } from './api'

type Props = { id: number; form: SheetForm; onForm: (form: SheetForm) => void; onBack: () => void }

export function ClaimSheetPage({ id, form, onForm, onBack }: Props) {
  const { t } = useTranslation()
  const sheet = useQuery(sheetQuery(id, form))
  const self = useQuery(selfQuery)
  const view = sheet.data
  useTitle(view ? `${view.title} ${view.number}` : t('claims.title'))
  const forms = ['registration', 'transfer'] as const
  return (
    <Paper
      back={t('claims.sheet.back')}
      onBack={onBack}
      by={self.data?.name ?? ''}
      tools={
        <Radio.Group
          aria-label={t('claims.sheet.choose')}
          value={form}
          onChange={(event) => onForm(event.target.value as SheetForm)}
          options={forms.map((value) => ({ value, label: t(`claims.sheet.form.${value}`) }))}
        />
      }
      notice={
        sheet.error ? (
          <ProblemAlert error={sheet.error} title={t('state.loadFailed')} onRetry={() => void sheet.refetch()} />
        ) : null
      }
    >
      {view ? (
        <>
          <h1>{view.title}</h1>
          <p className="paper-line">
            <span>{t('claims.sheet.number', { number: view.number })}</span>
            <span>{t('claims.sheet.state', { state: view.state_label })}</span>
          </p>
          <table>
            <tbody>
              {view.lines.map((line) => (
                <tr key={line.field}>
                  <th scope="row">{line.label}</th>
                  <td>
                    {line.lines.map((text, i) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: lines of print, never moved
                      <p key={i}>{text}</p>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : null}
    </Paper>
  )
}
