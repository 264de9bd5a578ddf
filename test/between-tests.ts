import { afterEach } from 'vitest'
import { setClock } from '#platform/clock.ts'

// Files share a process: none may find the clock where another has left it.
afterEach(() => setClock())
