import { globSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { describe, expect, test } from "vitest"
import { importTable, type Row } from "./import-table.ts"
import { violations } from "./violations.ts"

const root = resolve(import.meta.dirname, "../..")
const files = globSync("{src,adapters,commands,config}/**/*.{ts,mjs}", { cwd: root }).toSorted()

test("every file keeps to its row of the import table", () => {
  const broken = files.flatMap((file) =>
    violations(file, readFileSync(resolve(root, file), "utf8"), importTable),
  )
  expect(broken).toEqual([])
})

test("files of the core stay out of the adapters' packages by name", () => {
  const packagesOf = (folder: string) =>
    importTable.filter((row) => row.folder.startsWith(folder)).flatMap((row) => row.packages)
  const platforms = packagesOf("adapters/")
  expect(packagesOf("src").filter((name) => platforms.includes(name))).toEqual([])
})

describe("the check", () => {
  const rows: readonly Row[] = [
    { folder: "src", project: ["src"], packages: [], node: [], globals: [] },
    { folder: "src/storage", project: ["src/card.ts"], packages: ["kysely"], node: ["sqlite"], globals: [] },
    { folder: "adapters/x", project: ["src"], packages: ["@x/*"], node: [], globals: ["process"] },
  ]
  const breaks = (file: string, source: string) => violations(file, source, rows)

  test.each([
    ["src/a.ts", 'import { z } from "discord.js"', "the package discord.js"],
    ["src/a.ts", 'import type { Client } from "discord.js"', "the package discord.js"],
    ["src/a.ts", 'export * from "discord.js/types"', "the package discord.js/types"],
    ["src/a.ts", 'import {\n  a,\n  b,\n} from "kysely"', "the package kysely"],
    ["src/a.ts", 'import "kysely"', "the package kysely"],
    ["src/a.ts", 'const x = await import("kysely")', "the package kysely"],
    ["src/a.ts", 'import { x } from "../adapters/x/y.ts"', "adapters/x/y.ts"],
    ["src/a.ts", 'import { readFile } from "node:fs/promises"', "node:fs/promises"],
    ["src/storage/a.ts", 'import { x } from "../command.ts"', "src/command.ts"],
    ["src/storage/a.ts", 'import { x } from "kysely-extra"', "the package kysely-extra"],
    ["src/a.ts", "const port = process.env.PORT", "the process"],
    ["src/a.ts", "console.log(1)", "the console"],
    ["src/a.ts", "const now = Date.now()", "the clock"],
    ["src/a.ts", "const now = new Date()", "the clock"],
    ["src/a.ts", "const now = Temporal.Now.instant()", "the clock"],
    ["src/a.ts", "setTimeout(tick, 10)", "the timers"],
    ["src/a.ts", "const dice = Math.random()", "the chance"],
    ["src/a.ts", "const page = await fetch(url)", "the network"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the code under test is a template
    ["src/a.ts", "const page = `${Date.now()}`", "the clock"],
    ["src/a.ts", 'const quotes = /["`]/\nconst now = Date.now()', "the clock"],
  ])("finds that %s breaks its row: %j", (file, source, used) => {
    expect(breaks(file, source)).toEqual([
      expect.stringContaining(`${file} uses ${used}, which its row does not name`),
    ])
  })

  test.each([
    ["src/a.ts", "// console.log and Date.now() are not for here"],
    ["src/a.ts", '/**\n * import { x } from "discord.js"\n */'],
    ["src/a.ts", 'const text = "console.log(Date.now())"'],
    ["src/a.ts", "const at = new Date(milliseconds)"],
    ["src/a.ts", "const page = await sources.fetch(url)"],
    ["src/storage/a.ts", 'import { Kysely } from "kysely"\nimport { DatabaseSync } from "node:sqlite"'],
    ["adapters/x/a.ts", 'import { App } from "@x/app/types"\nprocess.exit(1)'],
  ])("lets %s be: %j", (file, source) => {
    expect(breaks(file, source)).toEqual([])
  })

  test("prints the row that is broken", () => {
    expect(breaks("src/storage/a.ts", 'import "pg"')).toEqual([
      "src/storage/a.ts uses the package pg, which its row does not name: " +
        "src/storage | project src/card.ts | packages kysely | node sqlite | globals none",
    ])
  })

  test("knows of no folder that the table leaves out", () => {
    expect(breaks("scripts/a.ts", "")).toEqual(["scripts/a.ts lies in no folder of the import table"])
  })
})
