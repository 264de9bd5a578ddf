import { z } from 'zod'
import { byId, endpoint, id, nothing, pageOf, paging, time } from '#platform/endpoint.ts'
import { email, locale, name, role } from '../contract.ts'

const tag = 'Staff'

export const colleague = z.object({
  id,
  name: z.string(),
  role,
  brandIds: z.array(id),
  teamIds: z.array(id),
})

export type Colleague = z.infer<typeof colleague>

export const staffMember = colleague.extend({
  email: z.string(),
  locale,
  /** `invited`: has not accepted yet. */
  state: z.enum(['invited', 'active', 'deactivated']),
  hasTotp: z.boolean(),
  createdAt: time,
  lastSeenAt: time.nullable(),
})
export type StaffMember = z.infer<typeof staffMember>

export const listColleagues = endpoint({
  method: 'GET',
  path: '/api/colleagues',
  summary: 'Active staff of your brands, for assigning and mentioning',
  tag,
  query: z.object({ brandId: id.optional() }).extend(paging.shape),
  reply: pageOf(colleague),
})

export const listStaff = endpoint({
  method: 'GET',
  path: '/api/staff',
  summary: 'Staff with role, brands and state: all for admins, those of their brands for supervisors',
  tag,
  role: 'supervisor',
  query: paging,
  reply: pageOf(staffMember),
})

export const getStaffMember = endpoint({
  method: 'GET',
  path: '/api/staff/{id}',
  summary: 'One staff member',
  tag,
  role: 'supervisor',
  params: byId,
  reply: staffMember,
})

/** The link is mailed and also answered here, for desks whose mail does not work yet. */
const invited = z.object({ staff: staffMember, link: z.string() })

export const inviteStaff = endpoint({
  method: 'POST',
  path: '/api/staff',
  summary: 'Invite somebody; the invitation is mailed and is good for seven days',
  tag,
  role: 'admin',
  body: z.object({
    email,
    name,
    role,
    locale: locale.default('ja'),
    brandIds: z.array(id).max(500).default([]),
    teamIds: z.array(id).max(500).default([]),
  }),
  answersSecret: true,
  reply: invited,
})

export const inviteAgain = endpoint({
  method: 'POST',
  path: '/api/staff/{id}/invitation',
  summary: 'Send the invitation again; the earlier link ends',
  tag,
  role: 'admin',
  params: byId,
  answersSecret: true,
  reply: invited,
})

export const changeStaffMember = endpoint({
  method: 'PATCH',
  path: '/api/staff/{id}',
  summary: 'Change name, role, brands or teams; conversations of brands that are left become unassigned',
  tag,
  role: 'admin',
  params: byId,
  body: z.object({
    name: name.optional(),
    role: role.optional(),
    brandIds: z.array(id).max(500).optional(),
    teamIds: z.array(id).max(500).optional(),
  }),
  reply: staffMember,
})

export const deactivateStaffMember = endpoint({
  method: 'POST',
  path: '/api/staff/{id}/deactivate',
  summary: 'End access at once: sessions and keys end, open conversations become unassigned',
  tag,
  role: 'admin',
  params: byId,
  reply: staffMember,
})

export const reactivateStaffMember = endpoint({
  method: 'POST',
  path: '/api/staff/{id}/reactivate',
  summary: 'Give access back, with the earlier password, role and brands',
  tag,
  role: 'admin',
  params: byId,
  reply: staffMember,
})

export const endTotpOfStaffMember = endpoint({
  method: 'POST',
  path: '/api/staff/{id}/end-totp',
  summary: 'End two-step sign-in of somebody who lost their device',
  tag,
  role: 'admin',
  params: byId,
  reply: staffMember,
})

export const auditEntry = z.object({
  id,
  at: time,
  /** staff.signed_in, staff.sign_in_failed, staff.role_changed, … */
  type: z.string(),
  actor: z.object({ id, name: z.string() }).nullable(),
  subject: z.object({ id, name: z.string() }).nullable(),
  ip: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
})

export const listAudit = endpoint({
  method: 'GET',
  path: '/api/audit-log',
  summary: 'What concerns the whole organisation: sign-ins, roles, brands, keys; newest first',
  tag,
  role: 'admin',
  query: z.object({ staffId: id.optional(), type: z.string().max(100).optional() }).extend(paging.shape),
  reply: pageOf(auditEntry),
})

export const team = z.object({ id, name: z.string(), memberIds: z.array(id) })

export const listTeams = endpoint({
  method: 'GET',
  path: '/api/teams',
  summary: 'Teams and who is in them',
  tag,
  query: paging,
  reply: pageOf(team),
})

const teamWish = z.object({ name, memberIds: z.array(id).max(500) })

export const createTeam = endpoint({
  method: 'POST',
  path: '/api/teams',
  summary: 'Make a team',
  tag,
  role: 'admin',
  body: teamWish.partial({ memberIds: true }),
  reply: team,
})

export const changeTeam = endpoint({
  method: 'PATCH',
  path: '/api/teams/{id}',
  summary: 'Change a team’s name or members',
  tag,
  role: 'admin',
  params: byId,
  body: teamWish.partial(),
  reply: team,
})

export const deleteTeam = endpoint({
  method: 'DELETE',
  path: '/api/teams/{id}',
  summary: 'Delete a team; conversations of the team are then of none',
  tag,
  role: 'admin',
  params: byId,
  reply: nothing,
})
