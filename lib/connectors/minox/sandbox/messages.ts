/** A message as Minox sends it; the codes are invented, which is why they start with `SBX_`. */
export type Message = { code: string; type: 'error' | 'warning'; text: string; field: string }

export const error = (code: string, field: string, text: string): Message => ({
  code: `SBX_${code}`,
  type: 'error',
  text,
  field,
})

export const warning = (code: string, field: string, text: string): Message => ({
  ...error(code, field, text),
  type: 'warning',
})

export const toMessageJson = (message: Message, tenantId: number, administrationId: number) => ({
  message_code: message.code,
  message_type: message.type,
  message: message.text,
  field: message.field,
  tenant_id: tenantId,
  administration_id: administrationId,
})

export const euros = (cents: number): string =>
  (cents / 100).toLocaleString('nl-NL', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
