import type { FastifyInstance } from 'fastify'
import type { Caller } from '#platform/caller.ts'
import { addJob } from '#platform/jobs.ts'
import { forbidden } from '#platform/refusal.ts'
import { serve } from '#platform/serve.ts'
import type { Desk } from '../desk.ts'
import { apiKeyRoutes } from './api-keys/routes.ts'
import { afterAnswer } from './after-answer.ts'
import { audit } from './audit.ts'
import { brandRoutes } from './brands/routes.ts'
import { calendarRoutes } from './calendars/routes.ts'
import * as contract from './contract.ts'
import { changeMe, readMe } from './me.ts'
import { setUpWithin } from './set-up.ts'
import { countAttempt } from './sign-in/attempts.ts'
import { acceptInvitation, changePassword, confirmPassword } from './sign-in/passwords.ts'
import { readInvitation, resetPassword } from './sign-in/passwords.ts'
import { forgetCookie, signInBrowser } from './sign-in/session-cookie.ts'
import { endSession, endSessions, listSessions } from './sign-in/sessions.ts'
import { signIn, signInLimits } from './sign-in/sign-in.ts'
import { staffRoutes } from './staff/routes.ts'
import { beginTotp, confirmTotp, endTotp, renewRecoveryCodes } from './sign-in/totp.ts'

/** Set-up, signing in and out, what a person decides about themselves, and what admins decide: staff, brands, keys. */
export function peopleRoutes(app: FastifyInstance, desk: Desk): void {
  setUpRoutes(app)
  signInRoutes(app, desk)
  linkRoutes(app)
  ownAccountRoutes(app)
  secondStepRoutes(app, desk)
  sessionRoutes(app, desk)
  staffRoutes(app, desk)
  brandRoutes(app, desk)
  calendarRoutes(app)
  apiKeyRoutes(app)
}

function setUpRoutes(app: FastifyInstance): void {
  serve(app, contract.getSetup, async ({ tx }) => {
    const found = await tx.selectFrom('organisation').select(['name', 'locale']).executeTakeFirst()
    return { isSetUp: found !== undefined, organisation: found?.name ?? null, locale: found?.locale ?? null }
  })
  serve(
    app,
    contract.setUp,
    async ({ tx, body, request, reply }) => {
      const made = await setUpWithin(tx, body)
      await signInBrowser(tx, made.staffId, request, reply)
      return made
    },
    ({ request }) => countAttempt(app.db, [{ key: `setup:ip:${request.ip}`, most: 20, minutes: 15 }]),
  )
}

function signInRoutes(app: FastifyInstance, desk: Desk): void {
  serve(
    app,
    contract.signIn,
    async ({ tx, body, request, reply }) => {
      const result = await signIn(tx, desk.vault, body, request.ip)
      if ('needsTotp' in result) return result
      await signInBrowser(tx, result.staffId, request, reply)
      return { needsTotp: false }
    },
    ({ body, request }) => countAttempt(app.db, signInLimits(body.email, request.ip)),
  )
  serve(app, contract.signOut, async ({ tx, caller, body, request, reply }) => {
    forgetCookie(request, reply)
    if (caller?.sessionId === undefined) return {}
    if (body.everywhere) {
      await endSessions(tx, caller.staffId)
      await audit(tx, {
        type: 'staff.signed_out_everywhere',
        actorId: caller.staffId,
        subjectId: caller.staffId,
      })
    } else {
      await endSession(tx, caller.staffId, caller.sessionId)
    }
    afterAnswer(reply, () => desk.live.tell('access', { staffId: caller.staffId }))
    return {}
  })
}

/** Invitations and resets: open to whoever holds the link. */
function linkRoutes(app: FastifyInstance): void {
  const limitLinks = ({ request }: { request: { ip: string } }) =>
    countAttempt(app.db, [{ key: `link:ip:${request.ip}`, most: 50, minutes: 15 }])
  serve(app, contract.getInvitation, ({ tx, params }) => readInvitation(tx, params.token), limitLinks)
  serve(
    app,
    contract.acceptInvitation,
    async ({ tx, params, body, request, reply }) => {
      await signInBrowser(tx, await acceptInvitation(tx, params.token, body), request, reply)
      return {}
    },
    limitLinks,
  )
  serve(
    app,
    contract.askForReset,
    async ({ tx, body }) => {
      // Always a job, whoever was named: neither the answer nor the time it takes tells whether there is such an account.
      await addJob(tx, 'send-password-reset', { email: body.email.trim().toLowerCase() }, { maxAttempts: 5 })
      return {}
    },
    ({ body, request }) =>
      countAttempt(app.db, [
        { key: `reset:ip:${request.ip}`, most: 20, minutes: 60 },
        { key: `reset:account:${body.email.trim().toLowerCase()}`, most: 5, minutes: 60 },
      ]),
  )
  serve(
    app,
    contract.resetPassword,
    async ({ tx, params, body, request }) => {
      await resetPassword(tx, params.token, body.password, request.ip)
      return {}
    },
    limitLinks,
  )
}

function ownAccountRoutes(app: FastifyInstance): void {
  serve(app, contract.getMe, ({ tx, caller }) => readMe(tx, caller))
  serve(app, contract.changeMe, async ({ tx, caller, body }) => {
    await changeMe(tx, caller.staffId, body)
    return readMe(tx, caller)
  })
  serve(
    app,
    contract.changePassword,
    async ({ tx, caller, body }) => {
      await changePassword(tx, inBrowser(caller), body)
      return {}
    },
    limitPasswords(app),
  )
}

function secondStepRoutes(app: FastifyInstance, desk: Desk): void {
  const limit = limitPasswords(app)
  const confirmed = async (tx: Parameters<typeof confirmPassword>[0], caller: Caller, password: string) => {
    await confirmPassword(tx, inBrowser(caller).staffId, password)
    return caller.staffId
  }
  serve(
    app,
    contract.beginTotp,
    async ({ tx, caller, body }) => {
      await confirmed(tx, caller, body.password)
      return beginTotp(tx, desk.vault, caller)
    },
    limit,
  )
  serve(
    app,
    contract.confirmTotp,
    ({ tx, caller, body }) => confirmTotp(tx, desk.vault, inBrowser(caller).staffId, body.code),
    limit,
  )
  serve(
    app,
    contract.disableTotp,
    async ({ tx, caller, body }) => {
      const staffId = await confirmed(tx, caller, body.password)
      await endTotp(tx, staffId, staffId)
      return {}
    },
    limit,
  )
  serve(
    app,
    contract.renewRecoveryCodes,
    async ({ tx, caller, body }) => ({
      recoveryCodes: await renewRecoveryCodes(tx, await confirmed(tx, caller, body.password)),
    }),
    limit,
  )
}

function sessionRoutes(app: FastifyInstance, desk: Desk): void {
  serve(app, contract.listSessions, ({ tx, caller, locale }) => listSessions(tx, caller, locale))
  serve(app, contract.endSession, async ({ tx, caller, params, reply }) => {
    await endSession(tx, caller.staffId, params.id)
    afterAnswer(reply, () => desk.live.tell('access', { staffId: caller.staffId }))
    return {}
  })
}

/** Password and second step are changed by the person in a browser, never by a key that may have leaked. */
function inBrowser(caller: Caller): Caller {
  if (caller.sessionId === undefined) throw forbidden()
  return caller
}

function limitPasswords(app: FastifyInstance) {
  return ({ caller }: { caller: Caller }) =>
    countAttempt(app.db, [{ key: `password:${caller.staffId}`, most: 20, minutes: 15 }])
}
