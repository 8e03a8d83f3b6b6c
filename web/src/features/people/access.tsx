/** What I may do here and what I can see, as the API says it of me. */
import { useTranslation } from 'react-i18next'
import { MeTitles, UserViewTitles } from '@/api/labels'
import type { components } from '@/api/schema'
import { date } from '@/shared/dates'
import { FactList } from '@/shared/ui/panel'
import { CanWords } from './can-words'

export function Access({ me }: { me: components['schemas']['Me'] }) {
  const { t } = useTranslation()
  const roles = me.roles.map((role) => role.label).join(t('form.comma'))
  return (
    <>
      <FactList
        facts={[
          [MeTitles.name, me.name],
          [UserViewTitles.unit_name, me.user?.unit_name ?? t('people.access.none')],
          [MeTitles.post, me.post || t('people.access.none')],
          [MeTitles.roles, roles || t('people.access.noRoles')],
          [MeTitles.reach, me.reach],
          ...(me.password_due_on ? ([[MeTitles.password_due_on, date(me.password_due_on)]] as const) : []),
        ]}
      />
      <p className="can-title">{t('people.roles.now', { n: me.can.length })}</p>
      <CanWords can={me.can} />
    </>
  )
}
