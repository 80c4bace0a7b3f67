import type { Locale } from './locales'
import type { Messages as AllMessages } from './messages'

// Makes a message key that does not exist a type error.
declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: AllMessages
  }
}
