/** The form that fills one role of a project, for pages that know only its code. Who may not assign it is told who may. */
import { useQuery } from '@tanstack/react-query'
import Modal from 'antd/es/modal'
import { lazy } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '@/shared/ui/problem'
import { chainQuery } from './api'

const AssignDialog = lazy(() => import('./assign').then((m) => ({ default: m.AssignDialog })))

export function AssignRole({ id, role, onClose }: { id: number; role: string; onClose: () => void }) {
  const { t } = useTranslation()
  const chain = useQuery(chainQuery(id))
  const view = chain.data?.data
  const found = view?.roles.find((one) => one.role === role)
  if (view && found?.can_assign) return <AssignDialog id={id} chain={view} role={found} onClose={onClose} />
  if (!chain.error && !view) return null
  return (
    <Modal open footer={null} title={found?.label ?? t('responsibility.chain')} onCancel={onClose}>
      {chain.error ? <ProblemAlert error={chain.error} /> : <p>{t('responsibility.who', { who: found?.who ?? '' })}</p>}
    </Modal>
  )
}
