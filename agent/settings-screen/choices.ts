import { m } from '#texts'

export const localeChoices = [
  { value: 'ja', name: '日本語' },
  { value: 'en', name: 'English' },
] as const

const zones = Intl.supportedValuesOf('timeZone')
/** Every zone of the browser's own list; the usual ones of such a desk stand first. */
export const zoneChoices = [
  'Asia/Tokyo',
  'America/Los_Angeles',
  'America/New_York',
  'Europe/London',
  ...zones,
]
  .filter((zone, at, all) => all.indexOf(zone) === at)
  .map((zone) => ({ value: zone, name: zone.replaceAll('_', ' ') }))

const roleNames = {
  admin: m.settings_role_admin,
  supervisor: m.settings_role_supervisor,
  agent: m.settings_role_agent,
  read_only: m.settings_role_read_only,
}
export type Role = keyof typeof roleNames
export const roleName = (role: Role): string => roleNames[role]()
export const roles = Object.keys(roleNames) as Role[]
export const roleChoices = () => roles.map((role) => ({ value: role, name: roleName(role) }))
