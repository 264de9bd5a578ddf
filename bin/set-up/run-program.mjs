import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { pathToFileURL } from 'node:url'
import { nodeFlags, nodeSettings } from './how-node-runs.mjs'
import { inRoot } from './places.mjs'

/** Runs the program under its own Node as if it had been called directly: same streams, same signals, same exit code. */
export function runProgram(node, args) {
  const watch = pathToFileURL(inRoot('bin', 'set-up', 'end-with-launcher.mjs')).href
  const program = spawn(node, [...nodeFlags, '--import', watch, inRoot('src', 'main.ts'), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...nodeSettings, ...process.env },
  })
  passSignals(program)
  endWithNpm(program)
  return new Promise((resolve, reject) => {
    program.once('error', reject)
    program.once('exit', (code, signal) => {
      process.exitCode = signal ? 128 + constants.signals[signal] : code
      process.exit()
      resolve()
    })
  })
}

function passSignals(program) {
  const last = { SIGINT: 0, SIGTERM: 0 }
  for (const name of ['SIGINT', 'SIGTERM']) {
    process.on(name, () => {
      // npm passes on what the group has already got, so the same signal comes twice.
      const isRepeated = Date.now() - last[name] < 500
      last[name] = Date.now()
      // Ctrl-C reaches the program without us: the terminal signals the whole group.
      const isFromTerminal = name === 'SIGINT' && process.stdin.isTTY
      if (!isRepeated && !isFromTerminal) program.kill(name)
    })
  }
}

/**
 * Whoever ends npm means the desk, but npm passes a signal on late or never. The scripts say `exec`, so our parent is npm itself; who
 * started npm may go (a terminal after `nohup npm start &`), and the desk stays.
 */
function endWithNpm(program) {
  if (!process.env.npm_lifecycle_event) return
  const npm = process.ppid
  setInterval(() => {
    if (process.ppid !== npm) program.kill('SIGTERM')
  }, 200).unref()
}
