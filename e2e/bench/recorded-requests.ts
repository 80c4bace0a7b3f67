type Recorded = { url: URL; init: RequestInit }

/** Keeps every request that the portal makes while `work` runs, as it was sent. */
export const recordRequests = async (work: () => Promise<void>): Promise<Recorded[]> => {
  const recorded: Recorded[] = []
  const real = globalThis.fetch
  globalThis.fetch = (input, init) => {
    if (input instanceof URL && init !== undefined) recorded.push({ url: input, init })
    return real(input, init)
  }
  try {
    await work()
  } finally {
    globalThis.fetch = real
  }
  return recorded
}

/** Sends the same requests again, one after the other, reading each answer: the least that the job could cost. */
export const repeatRequests = async (recorded: readonly Recorded[]): Promise<void> => {
  for (const { url, init } of recorded) {
    const { method, headers, body } = init
    const answer = await fetch(url, {
      ...(method === undefined ? {} : { method }),
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined ? {} : { body }),
    })
    await answer.json()
  }
}

/** CPU time of this process while `work` ran, in milliseconds. */
export const cpuMsOf = async (work: () => Promise<void>): Promise<number> => {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
