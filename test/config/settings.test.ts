import { globSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { expect, test } from "vitest"
import { variables } from "../../config/settings.ts"
import { words } from "../../src/words/words.ts"

const root = resolve(import.meta.dirname, "../..")

test("every setting is read by the wiring", () => {
  const wiring = globSync("adapters/{*,backups/*}.ts", { cwd: root }).map((file) =>
    readFileSync(resolve(root, file), "utf8"),
  )
  // A name in quotes is only spoken of.
  const read = wiring.join("\n").replaceAll(/"[^"\n]*"/g, "")
  expect(variables.filter((variable) => !new RegExp(`\\b${variable}\\b`).test(read))).toEqual([])
})

test("every setting has its sentences, in the same order, and no sentence is left over", () => {
  expect(Object.keys(words.settings.about)).toEqual(variables)
})
