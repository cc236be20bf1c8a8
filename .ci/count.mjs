// Prints the closing line from vitest's JSON report. Fails where a test failed, where none ran, and where one was
// skipped although everything that tests may need is here.
import { existsSync, readFileSync } from "node:fs"
import { shared } from "../test/needs.ts"

const [, , file] = process.argv
if (file === undefined || !existsSync(file)) {
  process.stderr.write("The tests wrote no report: they did not run to their end.\n")
  process.exit(1)
}

const { testResults } = JSON.parse(readFileSync(file, "utf8"))
const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
// A file that cannot even be loaded has no tests to count; it is one failure.
const unloadable = testResults.filter(
  ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
)
const count = (...states) => tests.filter(({ status }) => states.includes(status)).length

const passed = count("passed")
const failed = count("failed") + unloadable.length
const skipped = tests.length - passed - count("failed")
const complete = process.env.CI === "true" && shared(".").reason === undefined

if (complete && skipped > 0) {
  const names = tests
    .filter(({ status }) => status !== "passed" && status !== "failed")
    .map((test) => test.fullName)
  process.stderr.write(
    `Skipped although nothing is missing here:\n${names.map((name) => `  ${name}\n`).join("")}`,
  )
}
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`)
process.exit(failed > 0 || passed === 0 || (complete && skipped > 0) ? 1 : 0)
