type Messages = { [key: string]: string | Messages }

/** Every sentence of a message file under its full key, `combis.status.busy`. */
export const leavesOf = (messages: Messages, prefix = ''): Map<string, string> =>
  new Map(
    Object.entries(messages).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : [...leavesOf(value, `${prefix}${key}.`)],
    ),
  )
