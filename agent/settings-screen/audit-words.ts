import { m } from '#texts'
import { roleName, roles } from './choices.ts'

type AuditEntry = { type: string; data: Record<string, unknown> }
type Told = (data: Record<string, unknown>, brandName: string) => string

/** An entry of the audit log in words. What has none, being newer than this screen, is told by its type. */
export function auditWords(
  { type, data }: AuditEntry,
  brands: readonly { id: number; name: string }[],
): string {
  const brand = brands.find((one) => one.id === data['brandId'])?.name
  return words[type]?.(data, brand ?? text(data['name'] ?? data['slug'] ?? data['brandId'])) ?? type
}

const text = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '—'
const name = (data: Record<string, unknown>) => ({
  name: text(data['name'] ?? data['teamId'] ?? data['keyId']),
})
const url = (data: Record<string, unknown>) => ({ url: text(data['url'] ?? data['webhookId']) })
const role = (value: unknown) => {
  const known = roles.find((one) => one === value)
  return known ? roleName(known) : text(value)
}

const words: Record<string, Told> = {
  'organisation.set_up': () => m.settings_audit_set_up(),
  'staff.signed_in': () => m.settings_audit_signed_in(),
  'staff.sign_in_failed': ({ code }) =>
    code === 'wrong_code' ? m.settings_audit_sign_in_failed_code() : m.settings_audit_sign_in_failed(),
  'staff.signed_out_everywhere': () => m.settings_audit_signed_out_everywhere(),
  'staff.invited': (data) => m.settings_audit_invited({ role: role(data['role']) }),
  'staff.joined': () => m.settings_audit_joined(),
  'staff.role_changed': ({ from, to }) => m.settings_audit_role_changed({ from: role(from), to: role(to) }),
  'staff.brands_changed': () => m.settings_audit_brands_changed(),
  'staff.went_away': () => m.assignment_audit_away(),
  'staff.came_back': () => m.assignment_audit_back(),
  'staff.workload_changed': () => m.assignment_audit_workload(),
  'authority.changed': ({ isOwn }, brand) =>
    isOwn === true
      ? m.authority_audit_changed_own({ name: brand })
      : m.authority_audit_changed({ name: brand }),
  'staff.deactivated': () => m.settings_audit_deactivated(),
  'staff.reactivated': () => m.settings_audit_reactivated(),
  'staff.password_changed': () => m.settings_audit_password_changed(),
  'staff.password_reset': () => m.settings_audit_password_reset(),
  'staff.totp_enabled': () => m.settings_audit_totp_enabled(),
  'staff.totp_disabled': () => m.settings_audit_totp_disabled(),
  'team.created': (data) => m.settings_audit_team_created(name(data)),
  'team.changed': (data) => m.settings_audit_team_changed(name(data)),
  'team.deleted': (data) => m.settings_audit_team_deleted(name(data)),
  'brand.created': (_, brand) => m.settings_audit_brand_created({ name: brand }),
  'brand.changed': (_, brand) => m.settings_audit_brand_changed({ name: brand }),
  'brand.archived': (_, brand) => m.settings_audit_brand_archived({ name: brand }),
  'brand.taken_back': (_, brand) => m.settings_audit_brand_taken_back({ name: brand }),
  'brand.identity_secret_rotated': (_, brand) => m.settings_audit_identity_rotated({ name: brand }),
  'api_key.created': (data) => m.settings_audit_key_created(name(data)),
  'api_key.revoked': (data) => m.settings_audit_key_revoked(name(data)),
  'webhook.created': (data) => m.settings_audit_webhook_created(url(data)),
  'webhook.changed': (data) => m.settings_audit_webhook_changed(url(data)),
  'webhook.deleted': (data) => m.settings_audit_webhook_deleted(url(data)),
  'flow.published': (data) => m.flows_audit_published({ ...name(data), version: text(data['version']) }),
  'flow.withdrawn': (data) => m.flows_audit_withdrawn(name(data)),
  'flow.deleted': (data) => m.flows_audit_deleted(name(data)),
  'webhook.disabled': (data) => m.settings_audit_webhook_disabled(url(data)),
}
