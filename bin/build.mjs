#!/usr/bin/env node
// Makes everything a start would make, so that the folder may be read-only from then on; what is fresh already is left as it is.
import { ready } from './set-up/ready.mjs'

if (!(await ready({ withScreens: true }))) process.exitCode = 1
