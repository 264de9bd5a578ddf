import { m } from '#texts'
import { scopesOfRole } from '#people/api-keys/keys.ts'
import { audit } from '#people/audit.ts'
import { scope } from '#people/contract.ts'
import { createApiKey } from '#people/create-api-key.ts'
import { CannotStart } from '#platform/cannot-start.ts'
import { readOptions } from './options.ts'
import { wrongUse } from './usages.ts'
import { withDesk } from './with-desk.ts'

/**
 * Makes an API key that acts as a staff member, and prints the key and nothing else, for
 * scripts. Without --scopes it may do all that the person may.
 */
export async function run([verb, ...args]: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const wrong = (what: string) => wrongUse('api-key', what)
  if (verb !== 'create') throw wrong(verb ?? '…')
  const given = readOptions(args, 'api-key', ['email', 'name'], ['scopes'])
  const wished = scope
    .array()
    .min(1)
    .safeParse(given.scopes?.split(',').map((one) => one.trim()) ?? ['read'])
  if (!wished.success) throw wrong(`--scopes ${given.scopes}`)
  const key = await withDesk(env, ({ db }) =>
    db.open.transaction().execute(async (tx) => {
      const staff = await tx
        .selectFrom('staff')
        .select(['id', 'role'])
        .where('email', '=', given.email.trim().toLowerCase())
        .where('deactivated_at', 'is', null)
        .executeTakeFirst()
      if (!staff) {
        throw new CannotStart((locale) => m.people_no_such_staff({ email: given.email }, { locale }))
      }
      const scopes = given.scopes ? [...new Set(wished.data)] : scopesOfRole[staff.role]
      const made = await createApiKey(tx, { staffId: staff.id, name: given.name, scopes })
      await audit(tx, {
        type: 'api_key.created',
        subjectId: staff.id,
        data: { keyId: made.id, name: given.name, scopes },
      })
      return made.key
    }),
  )
  process.stdout.write(`${key}\n`)
}
