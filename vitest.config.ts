import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'bin/**/*.test.ts', 'agent/**/*.test.ts'],
    globalSetup: ['test/postgres.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // How long something takes is for bench/ to say; a test waits until it has happened.
    // A machine that checks out the project is shared and slow at times. What passes only at the second try is named at the end.
    retry: process.env['CI'] ? 1 : 0,
    expect: { poll: { timeout: 45_000 } },
  },
})
