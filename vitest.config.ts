import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["./adapters/runtime.mjs"],
    // Browsers and servers on a shared machine: generous, since nothing here asserts on time.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: process.env.CI
      ? ["default", ["json", { outputFile: "test/report/results.json" }]]
      : ["default"],
  },
})
