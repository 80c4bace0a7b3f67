import { v7 as newId } from 'uuid'
import type { MailContent } from '@/lib/domain/mail'
import { openSecret, sealSecret, type Keyring, type SecretPlace } from '@/lib/platform/crypto'
import type { Prisma } from '@/prisma/generated/client'

export type { MailContent }

export type NewMail = { recipient: string; locale: 'nl' | 'en'; content: MailContent }

/** Where a mail's content is sealed: it holds links that sign people in. */
export const mailPlace = (mailId: string): SecretPlace => ({
  workspaceId: 'mail',
  connectionId: mailId,
  field: 'content',
})

/**
 * Puts a mail in line, in the transaction of what it tells about: either both happen or neither. The background process
 * hands it to the mail server; without one it stays, to be read at `/postvak`.
 * @returns its id, for the event that has it sent at once.
 */
export const queueMail = async (
  tx: Prisma.TransactionClient,
  keyring: Keyring,
  { mail: { recipient, locale, content }, now }: { mail: NewMail; now: Date },
): Promise<string> => {
  const id = newId()
  const { keyVersion, wrappedKey, sealedSecret } = sealSecret(keyring, mailPlace(id), content)
  await tx.mail.create({
    data: {
      ...{ id, recipient, locale, kind: content.kind, keyVersion, wrappedKey },
      ...{ sealedContent: sealedSecret, createdAt: now, nextAttemptAt: now },
    },
    select: { id: true },
  })
  return id
}

/** A mail as it is sent or shown: what is sealed in the row, opened. */
export type OpenMail = {
  id: string
  recipient: string
  locale: 'nl' | 'en'
  createdAt: Date
  content: MailContent
}

const openColumns = {
  ...{ id: true, recipient: true, locale: true, createdAt: true },
  ...{ keyVersion: true, wrappedKey: true, sealedContent: true },
} as const

type SealedMail = Prisma.MailGetPayload<{ select: typeof openColumns }>

/** Only this file seals contents, so what comes out is what went in. */
const openMail = (keyring: Keyring, { sealedContent, keyVersion, wrappedKey, ...mail }: SealedMail): OpenMail | null =>
  sealedContent && {
    ...mail,
    locale: mail.locale === 'en' ? 'en' : 'nl',
    content: openSecret(keyring, mailPlace(mail.id), {
      keyVersion,
      wrappedKey,
      sealedSecret: sealedContent,
    }) as MailContent,
  }

/**
 * Takes mails whose turn it is, for this caller alone. Their next turn is set before anything is sent: should the process
 * die in the middle, they are tried again then.
 */
export const claimMails = async (
  tx: Prisma.TransactionClient,
  keyring: Keyring,
  { now, limit, nextTurnMs }: { now: Date; limit: number; nextTurnMs: (attempts: number) => number },
): Promise<(OpenMail & { attempts: number })[]> => {
  const due = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Mail" WHERE "sentAt" IS NULL AND "sealedContent" IS NOT NULL AND "nextAttemptAt" <= ${now}
    ORDER BY "nextAttemptAt", id LIMIT ${limit} FOR UPDATE SKIP LOCKED`
  const claimed: (OpenMail & { attempts: number })[] = []
  for (const { id } of due) {
    const { attempts, ...row } = await tx.mail.update({
      where: { id },
      data: { attempts: { increment: 1 } },
      select: { ...openColumns, attempts: true },
    })
    await tx.mail.update({
      where: { id },
      data: { nextAttemptAt: new Date(now.getTime() + nextTurnMs(attempts)) },
      select: { id: true },
    })
    const mail = openMail(keyring, row)
    if (mail !== null) claimed.push({ ...mail, attempts })
  }
  return claimed
}

/** The mail server took it: its content, which may hold a link that signs somebody in, is gone from here. */
export const markMailSent = async (tx: Prisma.TransactionClient, id: string, now: Date): Promise<void> => {
  await tx.mail.update({
    where: { id },
    data: { sentAt: now, sealedContent: null, lastProblem: null },
    select: { id: true },
  })
}

/** The mail server did not take it. `isOver`: it is not tried again, and its content is gone. */
export const noteMailProblem = async (
  tx: Prisma.TransactionClient,
  id: string,
  { problem, isOver }: { problem: string; isOver: boolean },
): Promise<void> => {
  await tx.mail.update({
    where: { id },
    data: { lastProblem: problem, ...(isOver ? { sealedContent: null } : {}) },
    select: { id: true },
  })
}

/** How many mails wait whose turn has come. */
export const countWaitingMails = (tx: Prisma.TransactionClient, now: Date): Promise<number> =>
  tx.mail.count({ where: { sentAt: null, sealedContent: { not: null }, nextAttemptAt: { lte: now } } })

/** Removes mails made before this moment. @returns how many. */
export const removeMailsBefore = async (tx: Prisma.TransactionClient, before: Date): Promise<number> =>
  (await tx.mail.deleteMany({ where: { createdAt: { lt: before } } })).count

/** The newest mails that can still be read. */
export const listReadableMails = async (
  tx: Prisma.TransactionClient,
  keyring: Keyring,
  { before, limit }: { before: string | null; limit: number },
): Promise<OpenMail[]> => {
  const rows = await tx.mail.findMany({
    // Ids are made in order of time, so an id is a place in the list.
    where: { sealedContent: { not: null }, ...(before === null ? {} : { id: { lt: before } }) },
    select: openColumns,
    orderBy: { id: 'desc' },
    take: limit,
  })
  return rows.flatMap((row) => openMail(keyring, row) ?? [])
}

/** One mail that can still be read, or null. */
export const findReadableMail = async (
  tx: Prisma.TransactionClient,
  keyring: Keyring,
  id: string,
): Promise<OpenMail | null> => {
  const row = await tx.mail.findUnique({ where: { id }, select: openColumns })
  return row && openMail(keyring, row)
}
