#!/usr/bin/env node
// Starts Engawa with any Node from 18 on: brings what is missing, builds what is stale, then runs the program under its own Node.
// Everything said here goes to standard error, so that a command's answer stands alone on standard output.
import { ready } from './set-up/ready.mjs'
import { runProgram } from './set-up/run-program.mjs'

const [command = 'help', ...rest] = process.argv.slice(2)
const node = await ready({ withScreens: ['start', 'web', 'demo'].includes(command) })
if (node) await runProgram(node, [command, ...rest])
else process.exitCode = 1
