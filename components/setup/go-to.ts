/**
 * Goes to another page by a full load: at a vendor, or a step whose frame must say what the portal knows by now. It is on
 * no list of pages that were kept, so going back asks again as well.
 */
export const goTo = (url: string): void => {
  window.location.assign(url)
}
