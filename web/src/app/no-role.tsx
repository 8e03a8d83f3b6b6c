/** For who has an account and no role yet: that nothing is broken, and whom to ask. */
import { useTranslation } from 'react-i18next'
import { useTitle } from '@/shared/ui/title'
import { useSignInPage } from './sign-in-told'

export function NoRole() {
  const { t } = useTranslation()
  useTitle(t('state.noRole'))
  const contact = useSignInPage()?.contact
  return (
    <div className="nothing" role="status">
      <h1>{t('state.noRole')}</h1>
      <p>{t('state.noRoleText', { contact: contact ? t('state.contact', { contact }) : '' })}</p>
    </div>
  )
}
