/**
 * True when a text carries our marker as a whole: a marker that is the beginning of another one must not be taken for it.
 */
export const hasMarker = (text: string | null, marker: string): boolean => {
  const isPartOfWord = (character: string | undefined) => character !== undefined && /[\w:-]/.test(character)
  for (let at = text?.indexOf(marker) ?? -1; text !== null && at >= 0; at = text.indexOf(marker, at + 1))
    if (!isPartOfWord(text[at - 1]) && !isPartOfWord(text[at + marker.length])) return true
  return false
}

/** The text with the marker in it, so that it is found again. `mostLength` shortens the text, never the marker. */
export const withMarker = (text: string, marker: string, mostLength = Infinity): string => {
  if (hasMarker(text, marker) && text.length <= mostLength) return text
  const tail = ` [${marker}]`
  const own = text.replace(`[${marker}]`, '').trimEnd()
  // Half a character at the cut would make the whole text unreadable for whoever gets it.
  const cut = own.slice(0, Math.max(0, mostLength - tail.length)).replace(/[\uD800-\uDBFF]$/, '')
  return `${cut}${tail}`.trimStart()
}
