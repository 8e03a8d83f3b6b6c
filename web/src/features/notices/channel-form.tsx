/** Setting up a channel, or changing one: a key that is kept already stays when none is typed. */
import { useQueryClient } from '@tanstack/react-query'
import Input from 'antd/es/input'
import { useTranslation } from 'react-i18next'
import { ChannelInputFields } from '@/api/fields'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { UnitPicker } from '@/shared/pick/pickers'
import { say } from '@/shared/ui/said'
import { type Channel, type ChannelInput, channelKeys, createChannel, replaceChannel } from './api'

type Props = { channel?: Channel; etag?: string; onClose: () => void }

const inputOf = (one: Channel): ChannelInput => ({
  name: one.name,
  kind: one.kind,
  unit_id: one.unit_id ?? null,
  kinds: one.kinds,
  recipients: one.recipients,
  active: one.active,
})

/** Only what the chosen way takes is sent. */
function fitting(values: ChannelInput): ChannelInput {
  const robot = values.kind !== 'email'
  return {
    ...values,
    recipients: robot ? [] : (values.recipients ?? []),
    kinds: values.kinds ?? [],
    robot_key: robot ? values.robot_key || null : null,
    sign_secret: values.kind === 'dingtalk_robot' ? values.sign_secret || null : null,
  }
}

export function ChannelDialog({ channel, etag, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const kept = channel?.has_key ? t('notices.keyKept') : undefined
  return (
    <FormDialog<ChannelInput>
      title={channel ? t('notices.editChannel') : t('notices.newChannel')}
      width={720}
      fields={ChannelInputFields}
      initial={channel ? inputOf(channel) : { active: true, kinds: [], recipients: [] }}
      {...(etag ? { etag } : {})}
      submit={t('action.save')}
      onSend={(values, sending) =>
        channel ? replaceChannel(channel.id, fitting(values), sending.etag) : createChannel(fitting(values), sending)
      }
      onDone={() => {
        say(t('notices.channelSaved'))
        void queries.invalidateQueries({ queryKey: channelKeys.all })
      }}
      onClose={onClose}
      fromCurrent={(current) => inputOf(current as unknown as Channel)}
    >
      {(values) => (
        <div className="form-grid">
          <Field of={ChannelInputFields} name="name" autoFocus />
          <Field of={ChannelInputFields} name="kind" disabled={channel !== undefined} />
          <Field of={ChannelInputFields} name="unit_id">
            <UnitPicker
              placeholder={t('notices.wholeCity')}
              known={channel?.unit_id ? [{ id: channel.unit_id, name: channel.unit_name ?? '' }] : undefined}
            />
          </Field>
          <Field of={ChannelInputFields} name="active" required={false} />
          <Field of={ChannelInputFields} name="kinds" required={false} className="wide" />
          {values.kind === 'email' ? (
            <Field of={ChannelInputFields} name="recipients" required={false} className="wide" />
          ) : values.kind ? (
            <Field of={ChannelInputFields} name="robot_key" required={!channel?.has_key}>
              <Input.Password autoComplete="new-password" visibilityToggle={false} {...(kept ? { placeholder: kept } : {})} />
            </Field>
          ) : null}
          {values.kind === 'dingtalk_robot' ? (
            <Field of={ChannelInputFields} name="sign_secret">
              <Input.Password
                autoComplete="new-password"
                visibilityToggle={false}
                {...(channel?.has_secret ? { placeholder: t('notices.keyKept') } : {})}
              />
            </Field>
          ) : null}
        </div>
      )}
    </FormDialog>
  )
}
