import { existsSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { makeFolder } from "../../../src/storage/make-folder.ts"
import { createFolder } from "./folder.ts"

function folder(): string {
  const made = createFolder()
  onTestFinished(made.remove)
  return made.path
}

test("folders above are made along, each with the mode", () => {
  const top = folder()
  makeFolder(join(top, "a", "b"), 0o700)
  makeFolder(join(top, "a", "b"), 0o700)
  expect(statSync(join(top, "a")).mode & 0o777).toBe(0o700)
  expect(existsSync(join(top, "a", "b"))).toBe(true)
})

test("a file in the way is an error that names it", () => {
  const file = join(folder(), "taken")
  writeFileSync(file, "")
  expect(() => makeFolder(join(file, "below"))).toThrow(file)
})

test.runIf(existsSync("/proc/self"))(
  "a folder in a place that takes none is an error, and no endless wait",
  () => {
    expect(() => makeFolder("/proc/nope/deeper")).toThrow("/proc/nope")
  },
)
