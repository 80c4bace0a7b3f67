/**
 * Next.js calls this once, when its server starts. The portal watches over the combi's in a process of its own: the one
 * that drives them, and the scheduler behind it, cannot tell that they stand still themselves.
 */
export const register = async (): Promise<void> => {
  const { watchCombis } = await import('./lib/flows/alerts/watch-combis')
  watchCombis()
}
