import { mailChoices, type MailChoice, type StatedChoices } from '@/lib/domain/alert'
import type { Role } from '@/lib/domain/roles'
import type { Prisma } from '@/prisma/generated/client'
import type { Scope } from './client'

type Tx = Prisma.TransactionClient

/** The kind of a row that stands for everything about one combi. */
const everything = 'all'

type ChoiceRow = { workspaceId: string; userId: string; combiId: string | null; kind: string; isWanted: boolean }

const isMailChoice = (kind: string): kind is MailChoice => (mailChoices as readonly string[]).includes(kind)

/** What these rows, all of one person in one workspace, say. */
const toStated = (rows: readonly ChoiceRow[]): StatedChoices => ({
  kinds: Object.fromEntries(
    rows.filter(({ combiId, kind }) => combiId === null && isMailChoice(kind)).map((row) => [row.kind, row.isWanted]),
  ),
  silencedCombis: rows.flatMap(({ combiId, isWanted }) => (combiId === null || isWanted ? [] : [combiId])),
})

/** Somebody who may be mailed: a member whose address was shown to be his. */
export type AlertReader = {
  userId: string
  email: string
  locale: 'nl' | 'en'
  role: Role
  stated: StatedChoices
}

/** Everybody in the workspace whose address was shown to be his: what a combi does is nobody else's business. */
export const listAlertReaders = async ({ tx, workspaceId }: Scope): Promise<AlertReader[]> => {
  const members = await tx.membership.findMany({
    where: { workspaceId, user: { emailVerified: { not: null } } },
    select: { userId: true, role: true, user: { select: { email: true, locale: true } } },
    orderBy: { userId: 'asc' },
  })
  const choices = await tx.alertChoice.findMany({ where: { workspaceId } })
  return members.map(({ userId, role, user }) => ({
    ...{ userId, role, email: user.email, locale: user.locale === 'en' ? 'en' : 'nl' },
    stated: toStated(choices.filter((choice) => choice.userId === userId)),
  }))
}

export type WorkspaceChoices = {
  workspaceId: string
  name: string
  role: Role
  combis: { id: string; name: string }[]
  stated: StatedChoices
}

/** The workspaces of a person with their combi's and what he said about each, by name; across workspaces. */
export const listChoicesOf = async (tx: Tx, userId: string): Promise<WorkspaceChoices[]> => {
  const memberships = await tx.membership.findMany({
    where: { userId },
    select: { workspaceId: true, role: true, workspace: { select: { name: true } } },
    orderBy: [{ workspace: { name: 'asc' } }, { workspaceId: 'asc' }],
  })
  const workspaceIds = memberships.map(({ workspaceId }) => workspaceId)
  const choices = await tx.alertChoice.findMany({ where: { userId, workspaceId: { in: workspaceIds } } })
  const combis = await tx.combi.findMany({
    where: { workspaceId: { in: workspaceIds }, removedAt: null },
    select: { id: true, name: true, workspaceId: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return memberships.map(({ workspaceId, role, workspace }) => ({
    ...{ workspaceId, role, name: workspace.name },
    combis: combis.filter((combi) => combi.workspaceId === workspaceId).map(({ id, name }) => ({ id, name })),
    stated: toStated(choices.filter((choice) => choice.workspaceId === workspaceId)),
  }))
}

/** One thing that a person says: about a kind of mail in a workspace, or about everything of one of its combi's. */
export type Choice = { userId: string; isWanted: boolean } & ({ choice: MailChoice } | { combiId: string })

/** Keeps what a person says. The workspace must be his. */
export const putChoice = async ({ tx, workspaceId }: Scope, said: Choice): Promise<void> => {
  const { userId, isWanted } = said
  const combiId = 'combiId' in said ? said.combiId : null
  const kind = 'choice' in said ? said.choice : everything
  await tx.$executeRaw`
    INSERT INTO "AlertChoice" (id, "workspaceId", "userId", "combiId", kind, "isWanted")
    VALUES (gen_random_uuid(), ${workspaceId}::uuid, ${userId}::uuid, ${combiId}::uuid, ${kind}, ${isWanted})
    ON CONFLICT ("workspaceId", "userId", "combiId", kind) DO UPDATE SET "isWanted" = excluded."isWanted"`
}
