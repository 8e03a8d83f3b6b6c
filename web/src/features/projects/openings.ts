/** The forms of a project that may lie above its page, named as an address can carry them: `move`, `edit.place`. */
export const ENDS = ['return', 'suspend', 'resume', 'terminate', 'withdraw'] as const
const FORMS = ['move', 'edit', 'funds', 'parties', 'phases', 'units', 'tags', 'amend', 'assign', ...ENDS] as const

export type Form = (typeof FORMS)[number]
/** `at` is the field that is wanted in it, or the role that is to be assigned. */
export type Opening = { form: Form; at?: string }

export function openingOf(text: string | undefined): Opening | null {
  const [name = '', ...rest] = (text ?? '').split('.')
  const form = FORMS.find((one) => one === name)
  if (!form) return null
  return rest.length > 0 ? { form, at: rest.join('.') } : { form }
}

export const textOf = ({ form, at }: Opening): string => (at ? `${form}.${at}` : form)
