import { execFileSync } from 'node:child_process'

/** Builds screens and widget when they are stale, as people get them: the production build of React is smaller and faster. */
export function bringScreens(): void {
  const ready = "import('./bin/set-up/ready.mjs').then(({ ready }) => ready({ withScreens: true }))"
  execFileSync(process.execPath, ['--input-type=module', '-e', ready], {
    env: { ...process.env, NODE_ENV: 'production' },
  })
}
