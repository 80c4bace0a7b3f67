/** What the server read for the first drawing, and when. The key holds the moment: each visit starts from its own reading. */
export type Seed<Data> = { data: Data; readAt: number }

/** A reading of the server counts as fresh this long: the first drawing asks for nothing again. */
const freshMs = 5000

export const fromSeed = <Data>({ data, readAt }: Seed<Data>) => ({
  // A function: an object could be changed by one reader under the eyes of another.
  initialData: () => data,
  initialDataUpdatedAt: readAt,
  staleTime: freshMs,
})
