/** What can be done, under the thumb: one or two acts in a bar at the lower edge, the rest in a sheet behind 更多. */
import Button from 'antd/es/button'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './action-bar.css'

const Drawer = lazy(() => import('antd/es/drawer'))

export type Act = {
  key: string
  label: ReactNode
  onClick: () => void
  primary?: boolean
  disabled?: boolean
  /** Its key on the keyboard, or why it cannot be done now. */
  title?: string
}

export function ActButtons({ acts }: { acts: readonly Act[] }) {
  return acts.map((act) => (
    <Button
      key={act.key}
      {...(act.primary ? { type: 'primary' as const } : {})}
      {...(act.title ? { title: act.title } : {})}
      disabled={act.disabled === true}
      onClick={act.onClick}
    >
      {act.label}
    </Button>
  ))
}

type Props = {
  main: readonly Act[]
  more: readonly Act[]
  /** Buttons that bring their own layer. */
  children?: ReactNode
}

export function ActionBar({ main, more, children }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState(false)
  const close = () => setOpen(false)
  return (
    <div className="action-bar no-print">
      {children}
      <ActButtons acts={main} />
      {more.length > 0 ? (
        <Button
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => {
            setWanted(true)
            setOpen(true)
          }}
        >
          {t('action.rest')}
        </Button>
      ) : null}
      {wanted ? (
        <Suspense fallback={null}>
          <Drawer open={open} onClose={close} placement="bottom" size="auto" title={t('action.rest')} className="action-sheet">
            {more.map((act) => (
              <Button
                key={act.key}
                block
                disabled={act.disabled === true}
                onClick={() => {
                  close()
                  act.onClick()
                }}
              >
                {act.label}
              </Button>
            ))}
          </Drawer>
        </Suspense>
      ) : null}
    </div>
  )
}
