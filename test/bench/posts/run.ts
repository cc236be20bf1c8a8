/** Measures the daily posts of all real days, prints the table and keeps it: `npm run bench:posts`. */
import "../../../adapters/runtime.mjs"
import { writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { realDays } from "./days.ts"
import { measureDays, type Results } from "./results.ts"

const { days, areReal } = await realDays()
const results: Results = { days: days.length, areReal, rows: measureDays(days) }
console.table(results.rows)
// The starter library's papers are not what channels get every day.
if (areReal)
  writeFileSync(resolve(import.meta.dirname, "results.json"), `${JSON.stringify(results, undefined, 2)}\n`)
