/** Above a list that the page of a company opened: whose trips or receptions these are, and the way to all of them. */
import Button from 'antd/es/button'
import { useTranslation } from 'react-i18next'
import { useConditions } from '@/shared/list/conditions'

type Props = {
  /** The name of the list where the API knows it. */
  list: string
  /** The number of the company, as the address has it. */
  enterprise: string
  onAll: () => void
}

export function OfEnterprise({ list, enterprise, onAll }: Props) {
  const { t } = useTranslation()
  const found = useConditions(list, { enterprise_id: enterprise })
  return (
    <p className="of-enterprise secondary" role="status">
      <span>{found.data?.words}</span>
      <Button size="small" type="link" onClick={onAll}>
        {t('trips.seeAll')}
      </Button>
    </p>
  )
}
