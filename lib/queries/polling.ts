/** While something runs, a person watches it happen. */
export const watchingMs = 1000
/** Otherwise the screen only has to notice, within the time that somebody looks at it. */
export const idleMs = 15_000
