import * as z from 'zod/mini'

/** Whole euro cents, exactly countable. */
export const cents = z.int()
/** A calendar day, `YYYY-MM-DD`, that exists. */
export const day = z.iso.date()
/** What is searched for: a NUL character is in no text that is kept, and no database takes one. */
export const searchedText = z.string().check(z.refine((text) => !text.includes('\0')))
/** An instant in UTC, `2026-11-25T13:04:05.000Z`. */
export const instant = z.iso.datetime()

/** A cause: a code of lib/sync/reasons with its parameters. The sentences are in the message files. */
export const reason = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type ReasonDto = z.infer<typeof reason>

/** Which vendors a combi links, by connector id; their names are in the message files. */
export const vendors = z.object({ source: z.string(), books: z.string() })
export type VendorsDto = z.infer<typeof vendors>

/** Opaque places to go on from. Null when there is nothing on that side. */
export const cursors = { nextCursor: z.nullable(z.string()), previousCursor: z.nullable(z.string()) }

/** How every refused request answers. `message` is for the person, in his own language. */
export const apiProblem = z.object({ error: z.object({ code: z.string(), message: z.string() }) })
export type ApiProblemDto = z.infer<typeof apiProblem>
