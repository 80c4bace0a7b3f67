import type { Locale } from './locales'
import type messages from './messages/nl.json'

// Makes a message key that does not exist a type error.
declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: typeof messages
  }
}
