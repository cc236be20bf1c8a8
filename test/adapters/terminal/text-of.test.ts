import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import { afterAll, expect, test } from "vitest"
import { textOf } from "../../../adapters/terminal/text-of.ts"

const folder = mkdtempSync(join(tmpdir(), "paperboy-text-of-"))
afterAll(() => rmSync(folder, { recursive: true }))
const piped = () => Readable.from(["2510.00003"])

test("a file's text, what is piped in, or words that name no file", async () => {
  writeFileSync(join(folder, "list.bib"), "2510.00001")
  expect(await textOf("list.bib", folder, piped())).toBe("2510.00001")
  expect(await textOf("-", folder, piped())).toBe("2510.00003")
  for (const name of ["", "2510.00001", "Attention Is All You Need", "one\ntwo"])
    expect(await textOf(name, folder, piped())).toBeUndefined()
})

test.each(["missing.bib", "./missing", "/nowhere/at/all", "."])(
  "%s can't be read, and is no title",
  async (name) => {
    await expect(textOf(name, folder, piped())).rejects.toMatchObject({ code: "unreadable-file" })
  },
)
