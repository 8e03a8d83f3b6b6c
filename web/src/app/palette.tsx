/** Commands by name, initials or pinyin: pages, what may be made anew, what the account menu has; for hands that stay on the keys. */
import { useNavigate } from '@tanstack/react-router'
import AutoComplete from 'antd/es/auto-complete'
import Modal from 'antd/es/modal'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { signOut } from '@/api/session'
import { isComposing } from '@/shared/keys'
import { matches } from '@/shared/pinyin'
import { choose } from '@/shared/preferences'
import { type Entry, menuFor } from './menu'
import type { RecordTalk } from './record-talk'

export { sounds } from '@/shared/pinyin'

type Props = { can: readonly string[]; onTalk: RecordTalk | undefined; onHelp: () => void; onClose: () => void }

/** Where something is made that does not exist yet; what its list is called names it. */
const MAKERS: readonly { to: string; label: Entry['label']; can: string; search?: Record<string, string> }[] = [
  { to: '/projects', label: 'projects', can: 'project.create', search: { make: '1' } },
  { to: '/enterprises/new', label: 'enterprises', can: 'enterprise.create' },
  { to: '/claims/new', label: 'claims', can: 'claim.register' },
  { to: '/trips/new', label: 'trips', can: 'trip.edit' },
  { to: '/receptions/new', label: 'receptions', can: 'reception.edit' },
  { to: '/imports/new', label: 'imports', can: 'import.run' },
  { to: '/export-templates/new', label: 'exportTemplates', can: 'template.edit' },
]

export function Palette({ can, onTalk, onHelp, onClose }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const commands: { value: string; run: () => void }[] = [
    ...menuFor(can).map((entry) => ({ value: t(`menu.${entry.label}`), run: () => void navigate({ to: entry.to }) })),
    ...(onTalk ? [{ value: t('talk.record'), run: () => onTalk({}) }] : []),
    ...MAKERS.filter((one) => can.includes(one.can)).map((one) => ({
      value: t('palette.make', { what: t(`menu.${one.label}`) }),
      run: () => void navigate({ to: one.to, search: one.search ?? {} } as never),
    })),
    { value: t('header.help'), run: onHelp },
    { value: `${t('header.textSize')}：${t('header.standard')}`, run: () => choose({ text_size: 'standard' }) },
    { value: `${t('header.textSize')}：${t('header.large')}`, run: () => choose({ text_size: 'large' }) },
    { value: t('header.signOut'), run: () => void signOut() },
  ]
  return (
    <Modal open title={t('palette.title')} footer={null} onCancel={onClose}>
      <div
        // the list, which is always open, keeps Esc to itself
        onKeyDownCapture={(event) => {
          if (event.key !== 'Escape' || isComposing(event)) return
          event.stopPropagation()
          onClose()
        }}
      >
        <AutoComplete
          autoFocus
          open
          defaultActiveFirstOption
          aria-label={t('palette.title')}
          style={{ width: '100%' }}
          placeholder={t('palette.hint')}
          value={text}
          options={commands.filter((one) => matches(one.value, text)).map(({ value }) => ({ value }))}
          notFoundContent={t('form.nothingFound')}
          onChange={setText}
          onSelect={(value: string) => {
            onClose()
            commands.find((one) => one.value === value)?.run()
          }}
        />
      </div>
    </Modal>
  )
}
