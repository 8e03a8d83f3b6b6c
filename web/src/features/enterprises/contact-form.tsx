/** A contact, new or changed. The number stands there masked: left alone it is not sent, so that no mask is ever stored. */

import { useQueryClient } from '@tanstack/react-query'
import Form from 'antd/es/form'
import Input from 'antd/es/input'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '@/api/client'
import { ContactInputFields as F } from '@/api/fields'
import type { components } from '@/api/schema'
import { Field } from '@/shared/form/field'
import { FormDialog } from '@/shared/form/form-dialog'
import { rulesOf } from '@/shared/form/rule'
import type { Sending } from '@/shared/form/write-form'
import { say } from '@/shared/ui/said'
import { addContact, type Contact, patchContact, written } from './api'

type Schemas = components['schemas']
export type ContactValues = { name: string; post: string; phone: string; remark: string }

export const contactValues = (contact: Partial<Contact>): ContactValues => ({
  name: contact.name ?? '',
  post: contact.post ?? '',
  phone: contact.phone_masked ?? '',
  remark: contact.remark ?? '',
})

/** A mask is a text with stars; a whole number has none. */
export const isMask = (phone: string): boolean => phone.includes('*')

/** What is sent of a change: a mask stands for the number that is there already. */
export function patchOf(values: ContactValues): Schemas['ContactInputPatch'] {
  const { phone, ...rest } = values
  return isMask(phone) ? rest : { ...rest, phone: phone.trim() || null }
}

type Props = { enterpriseId: number; contact?: Contact; onClose: () => void }

export function ContactDialog({ enterpriseId, contact, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const masks = useRef(new Set([contact?.phone_masked ?? '']))
  const send = ({ phone, ...rest }: ContactValues, sending: Sending) =>
    contact
      ? patchContact(contact, patchOf({ phone: phone ?? '', ...rest }), sending)
      : addContact(enterpriseId, { ...rest, phone: phone?.trim() || null }, sending)
  return (
    <FormDialog<ContactValues>
      title={contact ? t('enterprises.editContact') : t('enterprises.addContact')}
      fields={F}
      initial={contactValues(contact ?? {})}
      submit={t('enterprises.save')}
      onSend={send}
      onDone={() => {
        void written(queries)
        say(t('enterprises.contactSaved'))
      }}
      onClose={onClose}
      {...(contact ? { etag: tagOf(contact) } : {})}
      fromCurrent={(current) => {
        const theirs = contactValues(current as Partial<Contact>)
        masks.current.add(theirs.phone)
        return theirs
      }}
    >
      <Field of={F} name="name" autoFocus={!contact} />
      <Field of={F} name="post" />
      <Form.Item
        name="phone"
        label={F.phone.title}
        extra={contact?.phone_masked ? t('enterprises.phoneHint') : F.phone.hint}
        rules={[
          ...rulesOf(F.phone),
          {
            validator: (_, phone: string | undefined) =>
              phone && isMask(phone) && !masks.current.has(phone)
                ? Promise.reject(new Error(t('enterprises.phoneWhole')))
                : Promise.resolve(),
          },
        ]}
      >
        <Input inputMode="tel" autoComplete="off" onFocus={(event) => event.target.select()} />
      </Form.Item>
      <Field of={F} name="remark" />
    </FormDialog>
  )
}
