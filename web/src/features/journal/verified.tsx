/** What a verification found: whole or not, how much was checked, and the seal to keep on paper. */
import Button from 'antd/es/button'
import { useTranslation } from 'react-i18next'
import { JournalFindingTitles, JournalReportTitles } from '@/api/labels'
import { copyText } from '@/shared/ui/copy'
import { FactList, Panel } from '@/shared/ui/panel'
import { Rows } from '@/shared/ui/rows'
import type { Report } from './api'

export function Verified({ report }: { report: Report }) {
  const { t } = useTranslation()
  const broken = report.findings.length
  return (
    <Panel title={t('journal.verifyTitle')}>
      <p role={broken > 0 ? 'alert' : 'status'} className={broken > 0 ? 'journal-broken' : 'journal-intact'}>
        {broken > 0 ? t('journal.broken', { n: broken }) : t('journal.intact')}
      </p>
      <FactList
        facts={[
          [JournalReportTitles.rows, report.rows],
          [JournalReportTitles.seals, report.seals],
          [JournalReportTitles.unsealed_rows, report.unsealed_rows],
        ]}
      />
      <p className="journal-anchor">
        <span>{JournalReportTitles.anchor}</span>
        <code>{report.anchor}</code>
        <Button size="small" onClick={() => copyText(report.anchor)}>
          {t('state.copy')}
        </Button>
        <small>{t('journal.anchorHint')}</small>
      </p>
      {broken > 0 ? (
        <Rows
          caption={JournalReportTitles.findings}
          head={[
            { title: JournalFindingTitles.seal_id, numeric: true },
            { title: t('journal.number') },
            { title: JournalFindingTitles.message },
          ]}
          rows={report.findings.map((finding) => ({
            key: `${finding.seal_id}-${finding.first_id}-${finding.message}`,
            cells: [
              finding.seal_id,
              t('journal.findingRange', { first: finding.first_id, last: finding.last_id }),
              finding.message,
            ],
          }))}
        />
      ) : null}
    </Panel>
  )
}
