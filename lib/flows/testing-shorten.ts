import type { Story, StoryInvoice } from './testing-campaign'

type Search = { best: Story; left: number }

/**
 * A shorter story that still fails, for a person to read. Telling one takes seconds, so it is told again at most `most`
 * times: first without any trouble on the way, then without more and more of its steps, then with invoices of one line.
 */
export const shorten = async (
  story: Story,
  fails: (shorter: Story) => Promise<boolean>,
  most: number,
): Promise<Story> => {
  const search: Search = { best: story, left: most }
  const attempt = async (shorter: Story): Promise<boolean> => {
    if (search.left === 0) return false
    search.left -= 1
    const isFailing = await fails(shorter)
    if (isFailing) search.best = shorter
    return isFailing
  }
  await attempt(withoutTrouble(story))
  for (let size = Math.ceil(search.best.steps.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let at = 0; at < search.best.steps.length;)
      if (!(await attempt({ ...search.best, steps: search.best.steps.toSpliced(at, size) }))) at += size
  for (const [at, { lines }] of search.best.invoices.entries())
    if (lines.length > 1) await attempt(withInvoice(search.best, at, { lines: lines.slice(0, 1) }))
  return search.best
}

const withoutTrouble = ({ invoices, steps }: Story): Story => ({
  invoices,
  steps: steps.filter((step) => step.do !== 'books-trouble' && step.do !== 'source-trouble'),
})

const withInvoice = ({ invoices, steps }: Story, at: number, change: Partial<StoryInvoice>): Story => ({
  invoices: invoices.map((one, place) => (place === at ? { ...one, ...change } : one)),
  steps,
})
