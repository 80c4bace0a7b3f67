import { redact } from '@/lib/platform/redact'

export { redact }

const mask = '•••'
const emailAddress = /[^\s/?&=@%]+(?:@|%40)[^\s/?&=@]+/gi

/** Path and query of an address as they may stand in a log: without secrets and without e-mail addresses of people. */
export const redactUrl = (url: URL): string => redact(url.pathname + url.search).replace(emailAddress, mask)
