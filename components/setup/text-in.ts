/** Reads what was typed in a form, by the name of the field. */
export const textIn = (form: HTMLFormElement) => {
  const fields = new FormData(form)
  return (name: string): string => {
    const value = fields.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
}
