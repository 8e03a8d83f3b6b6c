/** Which columns, in which order, how wide, how dense: for the mouse and for the keyboard alike. */
import Button from 'antd/es/button'
import Checkbox from 'antd/es/checkbox'
import Input from 'antd/es/input'
import InputNumber from 'antd/es/input-number'
import Modal from 'antd/es/modal'
import Radio from 'antd/es/radio'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DensityWords } from '@/api/labels'
import type { components } from '@/api/schema'
import { matches } from '../pinyin'
import './column-picker.css'
import type { Layout } from './layout'

type ViewColumn = components['schemas']['ViewColumn']
type Density = components['schemas']['Density']
type Titled = { key: string; title: string; width: number }
type Props = { all: readonly Titled[]; layout: Layout; onClose: () => void }

export function ColumnPicker({ all, layout, onClose }: Props) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<ViewColumn[]>([...layout.chosen])
  const [density, setDensity] = useState<Density>(layout.density)
  const [q, setQ] = useState('')
  const titles = new Map(all.map((one) => [one.key, one.title]))
  const rest = all.filter((one) => !chosen.some((c) => c.field === one.key))
  const fits = (title: string | undefined): boolean => !q || matches(title ?? '', q)
  const change = (field: string, more: Partial<ViewColumn>) =>
    setChosen(chosen.map((one) => (one.field === field ? { ...one, ...more } : one)))
  const move = (at: number, by: number) => {
    const next = [...chosen]
    const [one] = next.splice(at, 1)
    if (one) next.splice(at + by, 0, one)
    setChosen(next)
  }
  return (
    <Modal
      open
      title={t('views.columns')}
      width={640}
      okText={t('views.useColumns')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: chosen.length === 0 }}
      onOk={() => {
        layout.set({ columns: chosen, density, view_id: null })
        onClose()
      }}
      onCancel={onClose}
    >
      <div className="column-picker">
        <Radio.Group
          aria-label={t('views.density')}
          value={density}
          onChange={(e) => setDensity(e.target.value as Density)}
          options={Object.entries(DensityWords).map(([value, label]) => ({ value, label }))}
        />
        <Input
          aria-label={t('views.findColumn')}
          placeholder={t('views.findColumn')}
          value={q}
          onChange={(e) => setQ(e.target.value)}
        />
        <ol>
          {chosen.map((one, at) =>
            fits(titles.get(one.field)) ? (
              <li key={one.field}>
                <Checkbox checked onChange={() => setChosen(chosen.filter((c) => c.field !== one.field))}>
                  {titles.get(one.field)}
                </Checkbox>
                <Checkbox checked={one.pinned === true} onChange={(e) => change(one.field, { pinned: e.target.checked })}>
                  {t('views.pinned')}
                </Checkbox>
                <InputNumber
                  aria-label={t('views.width', { title: titles.get(one.field) ?? '' })}
                  size="small"
                  min={40}
                  max={800}
                  step={8}
                  value={one.width_px}
                  onChange={(width) => change(one.field, { width_px: width ?? one.width_px })}
                />
                <Button
                  size="small"
                  disabled={at === 0}
                  aria-label={t('views.up', { title: titles.get(one.field) ?? '' })}
                  onClick={() => move(at, -1)}
                >
                  ↑
                </Button>
                <Button
                  size="small"
                  disabled={at === chosen.length - 1}
                  aria-label={t('views.down', { title: titles.get(one.field) ?? '' })}
                  onClick={() => move(at, 1)}
                >
                  ↓
                </Button>
              </li>
            ) : null,
          )}
        </ol>
        <ul aria-label={t('views.rest')}>
          {rest
            .filter((one) => fits(one.title))
            .map((one) => (
              <li key={one.key}>
                <Checkbox
                  checked={false}
                  onChange={() => setChosen([...chosen, { field: one.key, width_px: one.width, pinned: false }])}
                >
                  {one.title}
                </Checkbox>
              </li>
            ))}
        </ul>
      </div>
    </Modal>
  )
}
