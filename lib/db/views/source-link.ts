/** The source's own link, if a browser may follow it: an address is what a vendor sends, and could be a script. */
export const toLink = (url: string | null): string | null => (url !== null && /^https?:\/\//i.test(url) ? url : null)
