/** Commands by name: pages and what the account menu has, for hands that stay on the keys. */
import { useNavigate } from '@tanstack/react-router'
import AutoComplete from 'antd/es/auto-complete'
import Modal from 'antd/es/modal'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { signOut } from '@/api/session'
import { choose } from '@/shared/preferences'
import { menuFor } from './menu'
import type { RecordTalk } from './record-talk'

type Props = { can: readonly string[]; onTalk: RecordTalk | undefined; onHelp: () => void; onClose: () => void }

export function Palette({ can, onTalk, onHelp, onClose }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const commands: { value: string; run: () => void }[] = [
    ...menuFor(can).map((entry) => ({ value: t(`menu.${entry.label}`), run: () => void navigate({ to: entry.to }) })),
    ...(onTalk ? [{ value: t('talk.record'), run: () => onTalk({}) }] : []),
    { value: t('header.help'), run: onHelp },
    { value: `${t('header.textSize')}：${t('header.standard')}`, run: () => choose({ text_size: 'standard' }) },
    { value: `${t('header.textSize')}：${t('header.large')}`, run: () => choose({ text_size: 'large' }) },
    { value: t('header.signOut'), run: () => void signOut() },
  ]
  return (
    <Modal open title={t('palette.title')} footer={null} onCancel={onClose}>
      <AutoComplete
        autoFocus
        open
        defaultActiveFirstOption
        aria-label={t('palette.title')}
        style={{ width: '100%' }}
        placeholder={t('palette.hint')}
        value={text}
        options={commands.filter((one) => one.value.includes(text)).map(({ value }) => ({ value }))}
        notFoundContent={t('form.nothingFound')}
        onChange={setText}
        onSelect={(value: string) => {
          onClose()
          commands.find((one) => one.value === value)?.run()
        }}
      />
    </Modal>
  )
}
