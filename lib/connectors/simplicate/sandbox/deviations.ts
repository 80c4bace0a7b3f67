export type Deviation = { property: string; kind: 'not in the Swagger' | 'another type'; reason: string }
export const deviations: readonly Deviation[] = []
