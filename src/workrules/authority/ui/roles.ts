import { roleName as staffRoleName } from '#agent/settings-screen/choices.ts'
import { m } from '#texts'
import type { LimitWish } from '../contract.ts'

export const roles = ['agent', 'supervisor', 'admin', 'exceptions'] as const

export const roleName = (role: LimitWish['role']): string =>
  role === 'exceptions' ? m.authority_role_exceptions() : staffRoleName(role)
