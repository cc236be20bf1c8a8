import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["./adapters/runtime.mjs"],
    // Many files mostly wait for a browser or a process, so two at once take little more than half the time of one.
    maxWorkers: 2,
    // Tests wait for what happens, and only end a wait in vain: on a busy machine an answer may take long.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 120_000 } },
    reporters: process.env.CI
      ? ["default", ["json", { outputFile: "test/report/results.json" }]]
      : ["default"],
  },
})
