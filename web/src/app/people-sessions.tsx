/** Where I am signed in, at its address. */
import { useTranslation } from 'react-i18next'
import { Sessions } from '@/features/people/sessions'
import { addWords } from '@/i18n'
import words from '@/i18n/rooms/people'
import { useTitle } from '@/shared/ui/title'

addWords('people', words)

export function SessionsPage() {
  const { t } = useTranslation()
  useTitle(t('people.sessions.mine'))
  return (
    <div className="sheet">
      <header className="page-head">
        <h1>{t('people.sessions.mine')}</h1>
      </header>
      <Sessions />
    </div>
  )
}
