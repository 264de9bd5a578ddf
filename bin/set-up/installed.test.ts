import { expect, test } from 'vitest'
import { isLeftOut } from './installed.mjs'

const here = { os: [process.platform], cpu: [process.arch] }

test('what npm may leave out are optional packages of other machines', () => {
  expect(isLeftOut({ optional: true, os: ['sunos'], cpu: ['ppc64'] })).toBe(true)
  expect(isLeftOut({ optional: true, cpu: ['wasm32'] })).toBe(true)
  expect(isLeftOut({})).toBe(false)
})

test('a native package of this machine that an old Node made npm leave out counts as missing', () => {
  expect(isLeftOut({ optional: true, ...here })).toBe(false)
  expect(isLeftOut({ optional: true, ...here, libc: ['another'] })).toBe(true)
})
