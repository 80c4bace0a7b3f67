/** The records in a combi's log that this cause held in these days. */
export const logAddress = (combiId: string, { code, from, to }: { code: string; from: string; to: string }): string =>
  `/combis/${combiId}/logboek?${new URLSearchParams({ view: 'records', reason: code, from, to }).toString()}`
