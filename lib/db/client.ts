import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { getEnv } from '@/lib/platform/env'
import { PrismaClient, type Prisma } from '@/prisma/generated/client'

/** Work in one workspace: the transaction sees this workspace's rows only, and `workspaceId` names it in each query. */
export type Scope = { workspaceId: string; tx: Prisma.TransactionClient }

/** A pool of connections to the portal's database. Outside `withWorkspace` and `withSystem` it sees no rows. */
export type Db = { prisma: PrismaClient; close: () => Promise<void> }

/** Web pages and background work each have a process with a pool of its own; small servers allow 100 connections. */
const poolSize = 10
/** A page that waits longer for a connection is better told so. */
const connectTimeoutMs = 10_000
/** Longer than any transaction of ours should take; vendor calls never happen inside one. */
const transactionTimeoutMs = 20_000

/** Opens a pool; nothing is connected until the first query. */
export const createDb = (databaseUrl: string): Db => {
  const adapter = new PrismaPg({
    connectionString: databaseUrl,
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: 'combi-portaal',
  })
  const prisma = new PrismaClient({
    adapter,
    transactionOptions: { maxWait: connectTimeoutMs, timeout: transactionTimeoutMs },
  })
  return { prisma, close: () => prisma.$disconnect() }
}

/**
 * Runs `work` in one transaction that sees and changes rows of this workspace only, whatever its queries say.
 * The role and the workspace hold until the transaction ends, so that a connection handed on carries nothing over.
 */
export const withWorkspace = <T>(db: Db, workspaceId: string, work: (scope: Scope) => Promise<T>): Promise<T> =>
  db.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('role', 'portal_app', true), set_config('app.workspace_id', ${workspaceId}, true)`
    return work({ workspaceId, tx })
  })

/** Reading in several workspaces at once; `workspaceIds` names them in each query. */
export type OverviewScope = { workspaceIds: readonly string[]; tx: Prisma.TransactionClient }

/**
 * Runs `work` in one transaction that reads these workspaces and no other, and can write in none. For a person who looks at
 * all that are his: whoever calls this has established that they are.
 */
export const withWorkspaces = <T>(
  db: Db,
  workspaceIds: readonly string[],
  work: (scope: OverviewScope) => Promise<T>,
): Promise<T> =>
  db.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('role', 'portal_overview', true), set_config('app.workspace_ids', ${workspaceIds.join(',')}, true)`
    return work({ workspaceIds, tx })
  })

/** Runs `work` in one transaction that sees every workspace: for the few look-ups that come before one is known. */
export const withSystem = <T>(db: Db, work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> =>
  db.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('role', 'portal_system', true)`
    return work(tx)
  })

/**
 * A client that runs each of its queries as `withSystem` does: for a library that takes a Prisma client and knows no
 * transactions, such as the adapter of next-auth.
 */
export const systemPrisma = (db: Db) =>
  db.prisma.$extends({
    query: {
      $allModels: {
        async $allOperations({ args, query }) {
          const [, result] = await db.prisma.$transaction([
            db.prisma.$executeRaw`SELECT set_config('role', 'portal_system', true)`,
            query(args),
          ])
          return result
        },
      },
    },
  })

// Kept on the global object: in development each reload makes this module anew, and each would open a pool.
const shared = globalThis as typeof globalThis & { portalDb?: Db }

/** The pool of this process, for the database of the environment. */
export const getDb = (): Db => (shared.portalDb ??= createDb(requireDatabaseUrl()))

const requireDatabaseUrl = (): string => {
  const { databaseUrl } = getEnv()
  if (!databaseUrl) throw new Error('DATABASE_URL is not set: `npm start` sets it for the processes that it starts.')
  return databaseUrl
}
