import { expect, test } from 'vitest'
import { isPrivateAddress } from './private-addresses.ts'

test.each([
  ...['127.0.0.1', '10.1.2.3', '169.254.169.254', '192.0.0.8', '100.64.0.1', '0.0.0.0', '255.255.255.255'],
  ...['::', '::1', 'fe80::1', 'fec0::1', 'fd00::1', 'ff02::1'],
  // An IPv4 address of a private network, however it is wrapped.
  ...[
    '::ffff:10.0.0.1',
    '::ffff:a00:1',
    '::10.0.0.1',
    '64:ff9b::a00:1',
    '64:ff9b:1::a00:1',
    '2002:a00:1::',
    '2001:0:1::1',
  ],
  'not an address',
])('%s is no address of the internet', (address) => {
  expect(isPrivateAddress(address)).toBe(true)
})

test.each(['8.8.8.8', '192.0.1.1', '2001:4860:4860::8888', '2606:4700::1111', '::ffff:8.8.8.8'])(
  '%s is one',
  (address) => {
    expect(isPrivateAddress(address)).toBe(false)
  },
)
