/** Writes the generated parts into the README: `npm run readme`. */
import { readFileSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { commands } from "../../commands/index.ts"
import { described } from "../../config/schema.ts"
import { readResults } from "../bench/delivery/results.ts"
import { generatedParts, withParts } from "./tables.ts"

const file = resolve(import.meta.dirname, "../../README.md")
writeFileSync(file, withParts(readFileSync(file, "utf8"), generatedParts(commands, described, readResults())))
