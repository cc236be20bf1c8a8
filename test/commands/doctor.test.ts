import { expect, test } from "vitest"
import { checksCard, doctor } from "../../commands/doctor.ts"
import { plain } from "../../src/rendering/plain.ts"
import type { Check } from "../../src/vocabulary/operator.ts"
import { words } from "../../src/words/words.ts"
import { aContext } from "../builders.ts"

const ok: Check = { subject: "Node", state: "ok", found: "26.10.0" }
const warning: Check = { subject: "Disk", state: "warning", found: "0.3 GB free", advice: "Make room." }
const error: Check = {
  subject: "Store",
  state: "error",
  found: "damaged",
  advice: "Put a backup in its place.",
}

test.each([
  [[ok], "success", words.commands.doctor.ok],
  [[ok, warning], "warning", words.commands.doctor.warnings],
  [[ok, warning, error], "error", words.commands.doctor.errors(1)],
  [[error, error], "error", words.commands.doctor.errors(2)],
] as const)("the verdict on %j is %s", (checks, tone, title) => {
  expect(checksCard(checks)).toMatchObject({ tone, title: [{ text: title }] })
})

test("every check is a line, and what to do stands below", () => {
  const text = plain(checksCard([ok, error]))
  expect(text).toMatch(/✓ Node\W+26\.10\.0/)
  expect(text).toMatch(/✗ Store\W+damaged/)
  expect(text).toContain("Store: Put a backup in its place.")
})

test("doctor is for the terminal alone", async () => {
  await expect(doctor.run({}, aContext())).rejects.toThrow(words.commands.doctor.terminalOnly)
})
