import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'bin/**/*.test.ts', 'agent/**/*.test.ts'],
    globalSetup: ['test/postgres.ts'],
    setupFiles: ['test/between-tests.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // A thousand sources are read once for each worker and not for each file; a desk keeps nothing outside itself, so that tests do
    // not feel each other.
    isolate: false,
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // How long something takes is for bench/ to say; a test waits until it has happened.
    // A machine that checks out the project is shared and slow at times. What passes only at the second try is named at the end.
    retry: process.env['CI'] ? 1 : 0,
    expect: { poll: { timeout: 45_000 } },
  },
})
