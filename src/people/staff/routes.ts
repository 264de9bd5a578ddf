import type { FastifyInstance, FastifyReply } from 'fastify'
import { serve } from '#platform/serve.ts'
import type { Desk } from '../../desk.ts'
import { afterAnswer } from '../after-answer.ts'
import { endTotp } from '../sign-in/totp.ts'
import { listAudit } from './audit-log.ts'
import { changeStaffMember, deactivate, reactivate } from './change.ts'
import * as contract from './contract.ts'
import { invite, inviteAgain } from './invite.ts'
import { listColleagues, listStaff, staffMember } from './list.ts'
import { changeTeam, createTeam, deleteTeam, listTeams } from './teams.ts'

/** Who works here: invitations, roles, brands, teams, and what is on record about it. */
export function staffRoutes(app: FastifyInstance, desk: Desk): void {
  /** Open connections of the person are looked at again at once. */
  const accessChanged = (reply: FastifyReply, staffId: number) =>
    afterAnswer(reply, () => desk.live.tell('access', { staffId }))
  const linkOf = (token: string) => `${desk.publicUrl}/invitation/${token}`

  serve(app, contract.listColleagues, ({ tx, caller, query }) => listColleagues(tx, caller, query))
  serve(app, contract.listStaff, ({ tx, caller, query }) => listStaff(tx, caller, query))
  serve(app, contract.getStaffMember, ({ tx, caller, params }) => staffMember(tx, caller, params.id))
  serve(app, contract.inviteStaff, async ({ tx, caller, body }) => {
    const { staffId, token } = await invite(tx, desk.vault, caller, body)
    return { staff: await staffMember(tx, caller, staffId), link: linkOf(token) }
  })
  serve(app, contract.inviteAgain, async ({ tx, caller, params }) => {
    const staff = await staffMember(tx, caller, params.id)
    return { staff, link: linkOf(await inviteAgain(tx, desk.vault, params.id)) }
  })
  serve(app, contract.changeStaffMember, async ({ tx, caller, params, body, reply }) => {
    await changeStaffMember(tx, caller, params.id, body)
    accessChanged(reply, params.id)
    return staffMember(tx, caller, params.id)
  })
  serve(app, contract.deactivateStaffMember, async ({ tx, caller, params, reply }) => {
    await deactivate(tx, caller, params.id)
    accessChanged(reply, params.id)
    return staffMember(tx, caller, params.id)
  })
  serve(app, contract.reactivateStaffMember, async ({ tx, caller, params }) => {
    await reactivate(tx, caller, params.id)
    return staffMember(tx, caller, params.id)
  })
  serve(app, contract.endTotpOfStaffMember, async ({ tx, caller, params }) => {
    await staffMember(tx, caller, params.id)
    await endTotp(tx, params.id, caller.staffId)
    return staffMember(tx, caller, params.id)
  })
  serve(app, contract.listAudit, ({ tx, query }) => listAudit(tx, query))
  serve(app, contract.listTeams, ({ tx, query }) => listTeams(tx, query))
  serve(app, contract.createTeam, ({ tx, caller, body }) => createTeam(tx, caller, body))
  serve(app, contract.changeTeam, ({ tx, caller, params, body }) => changeTeam(tx, caller, params.id, body))
  serve(app, contract.deleteTeam, async ({ tx, caller, params }) => {
    await deleteTeam(tx, caller, params.id)
    return {}
  })
}
