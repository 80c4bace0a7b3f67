/** The log of a combi with only what this cause held in these days. */
export const logAddress = (combiId: string, { code, from, to }: { code: string; from: string; to: string }): string =>
  `/combis/${combiId}/logboek?${new URLSearchParams({ reason: code, from, to }).toString()}`
