import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{core,adapters,bots,prompts,test}/**/*.test.ts'],
    // A test that hangs must end; one that is slow on a busy machine is not wrong.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    // Reading the program anew for each file took most of the time. No test replaces a module, and what a module
    // remembers between files is what a program in service remembers between people.
    isolate: false,
    maxWorkers: '100%',
    coverage: { include: ['core/**', 'adapters/**', 'bots/**'] },
  },
})
