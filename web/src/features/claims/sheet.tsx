/** 登记表 and 流转单 as they lie on a desk: A4, black on white, what the API says line by line. */
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Radio from 'antd/es/radio'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '@/shared/ui/problem'
import { useTitle } from '@/shared/ui/title'
import { type SheetForm, selfQuery, sheetQuery } from './api'
import './sheet.css'

type Props = { id: number; form: SheetForm; onForm: (form: SheetForm) => void; onBack: () => void }

export function ClaimSheetPage({ id, form, onForm, onBack }: Props) {
  const { t } = useTranslation()
  const sheet = useQuery(sheetQuery(id, form))
  const self = useQuery(selfQuery)
  const view = sheet.data
  useTitle(view ? `${view.title} ${view.number}` : t('claims.title'))
  const forms = ['registration', 'transfer'] as const
  return (
    <div className="sheet">
      <div className="sheet-tools no-print">
        <Radio.Group
          aria-label={t('claims.sheet.choose')}
          value={form}
          onChange={(event) => onForm(event.target.value as SheetForm)}
          options={forms.map((value) => ({ value, label: t(`claims.sheet.form.${value}`) }))}
        />
        <Button type="primary" disabled={!view} onClick={() => window.print()}>
          {t('claims.sheet.print')}
        </Button>
        <Button onClick={onBack}>{t('claims.sheet.back')}</Button>
      </div>
      {sheet.error ? (
        <ProblemAlert error={sheet.error} title={t('state.loadFailed')} onRetry={() => void sheet.refetch()} />
      ) : null}
      {view ? (
        <article className="paper">
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
          <footer>{t('claims.sheet.footer', { name: self.data?.name ?? '', on: view.printed_on })}</footer>
        </article>
      ) : null}
    </div>
  )
}
