const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** Four rounds of a quarter of an hour: an offered invoice that has not moved by then is said out loud. */
export const offerDeadline = (now: Date): Date => new Date(now.getTime() + 60 * minuteMs)

/** A question for a person may wait a week, which is when the next VAT return could be missed. */
export const answerDeadline = (now: Date): Date => new Date(now.getTime() + 7 * dayMs)
