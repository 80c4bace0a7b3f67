import type pg from 'pg'

/** SQL on one connection or inside one transaction. Rows are ours: their shape is given by the caller. */
export type Sql = <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>

export const sqlOf =
  (client: pg.Pool | pg.PoolClient): Sql =>
  async <Row extends object>(text: string, values?: unknown[]) =>
    (await client.query<Row>(text, values)).rows

/** Runs the work in one transaction; whatever it throws undoes all of it. */
export const inTransaction = async <T>(pool: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> => {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await work(sqlOf(client))
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((reason: unknown) => {
      broken = reason instanceof Error ? reason : new Error(String(reason))
    })
    throw error
  } finally {
    // A connection that could not even roll back is thrown away instead of being lent out again.
    client.release(broken)
  }
}

/** The database's clock, to the millisecond: what is due is decided by it, so what is planned is counted from it. */
export const databaseNow = async (sql: Sql): Promise<Date> => {
  const [row] = await sql<{ now: Date }>(`SELECT date_trunc('milliseconds', now()) AS now`)
  if (!row) throw new Error('The database gave no time.')
  return row.now
}
