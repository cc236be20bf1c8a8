/** Writes the generated parts into the Markdown files: `npm run readme`. */
import "../../adapters/runtime.mjs"
import { readFileSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { commands } from "../../commands/index.ts"
import { words } from "../../src/words/words.ts"
import { readResults } from "../bench/delivery/results.ts"
import { readPostResults } from "../bench/posts/results.ts"
import { envExample, generatedParts, withParts } from "./tables.ts"

const root = resolve(import.meta.dirname, "../..")
writeFileSync(resolve(root, ".env.example"), envExample(words.settings.about))
const results = { delivery: readResults(), posts: readPostResults() }
for (const [name, parts] of Object.entries(generatedParts(commands, words.settings.about, results))) {
  const file = resolve(root, name)
  writeFileSync(file, withParts(readFileSync(file, "utf8"), parts))
}
