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
  summary: {
    en: 'Active staff of your brands, for assigning and mentioning',
    ja: '自分のブランドで有効なスタッフ。割り当てやメンションに使う',
  },
  tag,
  query: z.object({ brandId: id.optional() }).extend(paging.shape),
  reply: pageOf(colleague),
})

export const listStaff = endpoint({
  method: 'GET',
  path: '/api/staff',
  summary: {
    en: 'Staff with role, brands and state: all for admins, those of their brands for supervisors',
    ja: 'スタッフの一覧（役割、ブランド、状態を含む）。管理者には全員、スーパーバイザーには自分のブランドのスタッフ',
  },
  tag,
  role: 'supervisor',
  query: paging,
  reply: pageOf(staffMember),
})

export const getStaffMember = endpoint({
  method: 'GET',
  path: '/api/staff/{id}',
  summary: { en: 'One staff member', ja: 'スタッフを取得する' },
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
  summary: {
    en: 'Invite somebody; the invitation is mailed and is good for seven days',
    ja: 'スタッフを招待する。招待メールが送られ、7日間有効',
  },
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
  summary: {
    en: 'Send the invitation again; the earlier link ends',
    ja: '招待メールを再送する。以前のリンクは無効になる',
  },
  tag,
  role: 'admin',
  params: byId,
  answersSecret: true,
  reply: invited,
})

export const changeStaffMember = endpoint({
  method: 'PATCH',
  path: '/api/staff/{id}',
  summary: {
    en: 'Change name, role, brands or teams; conversations of brands that are left become unassigned',
    ja: '名前、役割、ブランド、チームを変更する。外れたブランドのお問い合わせは未割り当てになる',
  },
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
  summary: {
    en: 'End access at once: sessions and keys end, open conversations become unassigned',
    ja: 'アクセスをすぐに停止する。セッションとAPIキーは無効になり、未完了のお問い合わせは未割り当てになる',
  },
  tag,
  role: 'admin',
  params: byId,
  reply: staffMember,
})

export const reactivateStaffMember = endpoint({
  method: 'POST',
  path: '/api/staff/{id}/reactivate',
  summary: {
    en: 'Give access back, with the earlier password, role and brands',
    ja: 'アクセスを再開する。パスワード、役割、ブランドは以前のまま',
  },
  tag,
  role: 'admin',
  params: byId,
  reply: staffMember,
})

export const endTotpOfStaffMember = endpoint({
  method: 'POST',
  path: '/api/staff/{id}/end-totp',
  summary: {
    en: 'End two-step sign-in of somebody who lost their device',
    ja: '端末をなくしたスタッフの二段階認証を解除する',
  },
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
  summary: {
    en: 'What concerns the whole organisation: sign-ins, roles, brands, keys; newest first',
    ja: '組織全体に関わる記録（ログイン、役割、ブランド、APIキーなど。新しい順）',
  },
  tag,
  role: 'admin',
  query: z.object({ staffId: id.optional(), type: z.string().max(100).optional() }).extend(paging.shape),
  reply: pageOf(auditEntry),
})

export const team = z.object({ id, name: z.string(), memberIds: z.array(id) })

export const listTeams = endpoint({
  method: 'GET',
  path: '/api/teams',
  summary: { en: 'Teams and who is in them', ja: 'チームとそのメンバーの一覧' },
  tag,
  query: paging,
  reply: pageOf(team),
})

const teamWish = z.object({ name, memberIds: z.array(id).max(500) })

export const createTeam = endpoint({
  method: 'POST',
  path: '/api/teams',
  summary: { en: 'Make a team', ja: 'チームを作成する' },
  tag,
  role: 'admin',
  body: teamWish.partial({ memberIds: true }),
  reply: team,
})

export const changeTeam = endpoint({
  method: 'PATCH',
  path: '/api/teams/{id}',
  summary: { en: 'Change a team’s name or members', ja: 'チームの名前やメンバーを変更する' },
  tag,
  role: 'admin',
  params: byId,
  body: teamWish.partial(),
  reply: team,
})

export const deleteTeam = endpoint({
  method: 'DELETE',
  path: '/api/teams/{id}',
  summary: {
    en: 'Delete a team; conversations of the team are then of none',
    ja: 'チームを削除する。そのチームのお問い合わせは、チームの割り当てなしになる',
  },
  tag,
  role: 'admin',
  params: byId,
  reply: nothing,
})
