import { withDesk } from './with-desk.ts'

/** Brings the database to this version's schema, which opening it does. */
export async function run(_args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  await withDesk(env, async () => {})
}
