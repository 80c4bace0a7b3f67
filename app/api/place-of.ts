/** Where a request came from, as the nearest proxy saw it: what stands before that anybody can write. */
export const placeOf = ({ headers }: Request): string =>
  headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? 'unknown'
