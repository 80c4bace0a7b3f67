export const locales = ['nl', 'en'] as const
export type Locale = (typeof locales)[number]

export const defaultLocale: Locale = 'nl'
export const localeCookie = 'locale'
/** What every date and time on a screen is told in: the books are Dutch, wherever the reader is. */
export const timeZone = 'Europe/Amsterdam'

/** The locale that the text names, or the default. */
export const toLocale = (text: string | undefined): Locale => locales.find((locale) => locale === text) ?? defaultLocale
