#!/usr/bin/env node
// Starts Engawa with any Node from 18 on: brings what is missing, builds what is stale, then runs the program under its own Node.
// Everything said here goes to standard error, so that a command's answer stands alone on standard output.
import { ready } from './set-up/ready.mjs'
import { runProgram } from './set-up/run-program.mjs'

const args = process.argv.slice(2)
const node = await ready({ withScreens: [undefined, 'start', 'web', 'demo'].includes(args[0]) })
if (node) await runProgram(node, args)
else process.exitCode = 1
