import * as z from 'zod/mini'
import { auditKinds } from '@/lib/domain/audit'
import { isEmailAddress } from '@/lib/domain/email-address'
import { roles } from '@/lib/domain/roles'
import { email } from './session'
import { cursors, day, instant } from './shapes'

const role = z.enum(roles)

/** A workspace as one of its people sees it. */
export const workspaceView = z.object({
  id: z.string(),
  name: z.string(),
  role,
  canManage: z.boolean(),
  /** Whether somebody else has to become owner before this one can leave. */
  isLastOwner: z.boolean(),
})
export type WorkspaceDto = z.infer<typeof workspaceView>

export const peopleView = z.object({
  workspaceId: z.string(),
  canManage: z.boolean(),
  people: z.array(
    z.object({
      id: z.string(),
      email: z.string(),
      name: z.nullable(z.string()),
      role,
      since: instant,
      isMe: z.boolean(),
    }),
  ),
  /** Who was asked and has yet to answer; only for whoever may do something about it. */
  invitations: z.array(
    z.object({ id: z.string(), email: z.string(), role, sentAt: instant, expiresAt: instant, isExpired: z.boolean() }),
  ),
})
export type PeopleDto = z.infer<typeof peopleView>
export type PersonDto = PeopleDto['people'][number]
export type InvitationDto = PeopleDto['invitations'][number]

/** `PUT /api/workspace/[id]` */
export const workspaceRequest = z.strictObject({ name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)) })
export type WorkspaceRequestDto = z.infer<typeof workspaceRequest>

/** `PUT /api/workspace/[id]/people/[personId]` */
export const roleRequest = z.strictObject({ role })
export type RoleRequestDto = z.infer<typeof roleRequest>

/** `POST /api/workspace/[id]/invitations` */
export const inviteRequest = z.strictObject({ email: email.check(z.refine(isEmailAddress)), role })
export type InviteRequestDto = z.infer<typeof inviteRequest>

/** Stands for the portal itself where a person is asked for. */
const portal = z.literal('portal')

/** Which part of the audit log; as an address holds it, so that an empty field of a form asks for nothing. */
const blank = z.literal('')
export const auditQuery = z.object({
  kind: z.optional(z.union([blank, z.enum(auditKinds)])),
  person: z.optional(z.union([blank, portal, z.uuid()])),
  from: z.optional(z.union([blank, day])),
  to: z.optional(z.union([blank, day])),
})
export type AuditQueryDto = z.infer<typeof auditQuery>

export const auditPage = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      at: instant,
      /** Not the list of today: an older or a newer portal may have written others. */
      kind: z.string(),
      actorEmail: z.nullable(z.string()),
      params: z.catch(z.record(z.string(), z.string()), {}),
    }),
  ),
  ...cursors,
})
export type AuditPageDto = z.infer<typeof auditPage>
export type AuditEntryDto = AuditPageDto['items'][number]

export const auditActors = z.array(z.object({ id: z.string(), email: z.string() }))
export type AuditActorsDto = z.infer<typeof auditActors>
