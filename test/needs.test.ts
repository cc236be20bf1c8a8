import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { expect, test } from "vitest"
import { missing } from "./needs.ts"

const server = { path: "", required: true, reason: "no server" } as const

test("a checking run skips nothing for want of what it has to provide", () => {
  expect(() => missing(server, true)).toThrow("no server")
  expect(missing(server, false)).toBe(true)
})

test("a checking run may skip what needs data that lies beside the project", () => {
  expect(missing({ path: "", reason: "no data" }, true)).toBe(true)
})

test("the checking script notices that no PostgreSQL is installed", () => {
  const script = readFileSync(resolve(import.meta.dirname, "../.ci/run"), "utf8")
  const [found = ""] = /^postgres_programs\(\) \{[\s\S]*?\n\}/m.exec(script) ?? []
  const elsewhere = found.replace("/usr/lib/postgresql", "/nowhere")
  const noProgram = "command() { false; }"
  const bash = `set -euo pipefail; ${noProgram}; ${elsewhere}; postgres_programs || echo none`
  expect(execFileSync("bash", ["-c", bash]).toString()).toBe("none\n")
})
