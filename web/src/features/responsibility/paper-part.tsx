/** Who answers for a project, on paper: a line for each. */
import { useTranslation } from 'react-i18next'
import { PaperPart } from '@/shared/ui/paper'
import type { Chain } from './api'

export function ChainOnPaper({ chain }: { chain: Chain }) {
  const { t } = useTranslation()
  return (
    <PaperPart title={t('responsibility.chain')}>
      <table>
        <tbody>
          {chain.roles.map((role) => (
            <tr key={role.role}>
              <th scope="row">{role.label}</th>
              <td>
                {role.holder
                  ? [
                      role.holder.user_name,
                      role.holder.unit_name,
                      role.holder.post,
                      t('responsibility.since', { on: role.holder.from_on }),
                    ]
                      .filter(Boolean)
                      .join('　')
                  : t(role.missing ? 'responsibility.vacant' : 'responsibility.none')}
                {role.acting.map((one) => `　${t('responsibility.acting', { name: one.user_name, on: one.until_on })}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </PaperPart>
  )
}
