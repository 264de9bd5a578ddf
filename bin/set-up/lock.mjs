import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { generated } from './places.mjs'
import { say } from './say.mjs'

const file = join(generated, 'set-up.lock')
const oldAfter = 30_000

/** Does `work` while no other process of this folder does its own; a holder that was killed is noticed. */
export async function alone(work) {
  try {
    mkdirSync(generated, { recursive: true })
  } catch (error) {
    // A read-only folder: nobody can change anything here, so there is nothing to wait for; who wants to write will say so.
    if (isReadOnly(error)) return work()
    throw error
  }
  let hasSaid = false
  for (let taken = take(); taken !== true; taken = take()) {
    if (taken === 'read-only') return work()
    if (!hasSaid) say('waiting')
    hasSaid = true
    await pause(100)
  }
  const beat = setInterval(() => utimesSync(file, new Date(), new Date()), 2_000)
  const leave = () => rmSync(file, { force: true })
  process.once('exit', leave)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    process.off('exit', leave)
    leave()
  }
}

// On a read-only mount a folder that is not there yet cannot be found rather than not be written.
const isReadOnly = (error) => ['EROFS', 'EACCES', 'EPERM', 'ENOENT'].includes(error.code)

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (isReadOnly(error)) return 'read-only'
    if (error.code !== 'EEXIST') throw error
    if (isLeftBehind()) clear()
    return false
  }
}

function isLeftBehind() {
  try {
    if (Date.now() - statSync(file).mtimeMs > oldAfter) return true
    const holder = Number(readFileSync(file, 'utf8'))
    if (holder > 0) process.kill(holder, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

/** Two who notice at once both rename, and only one can: the other's rename finds nothing. */
function clear() {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
    rmSync(aside)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}
