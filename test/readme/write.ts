/** Writes the generated parts into the Markdown files: `npm run readme`. */
import "../../adapters/runtime.mjs"
import { readFileSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { commands } from "../../commands/index.ts"
import { described } from "../../config/schema.ts"
import { readResults } from "../bench/delivery/results.ts"
import { generatedParts, withParts } from "./tables.ts"

for (const [name, parts] of Object.entries(generatedParts(commands, described, readResults()))) {
  const file = resolve(import.meta.dirname, "../..", name)
  writeFileSync(file, withParts(readFileSync(file, "utf8"), parts))
}
