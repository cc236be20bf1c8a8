import { expect, test } from "vitest"
import { doctor, findingsCard } from "../../commands/doctor.ts"
import type { Finding } from "../../src/context.ts"
import { plain } from "../../src/rendering/plain.ts"
import { aContext } from "../builders.ts"

const well: Finding = { subject: "Node", state: "well", found: "26.10.0" }
const doubtful: Finding = { subject: "Disk", state: "doubtful", found: "0.3 GB free", advice: "Make room." }
const broken: Finding = {
  subject: "Store",
  state: "broken",
  found: "damaged",
  advice: "Put a backup in its place.",
}

test.each([
  [[well], "success", "All is well"],
  [[well, doubtful], "warning", "Paperboy works; something could be better"],
  [[well, doubtful, broken], "error", "One thing has to be mended"],
  [[broken, broken], "error", "2 things have to be mended"],
] as const)("the verdict on %j is %s", (findings, tone, title) => {
  expect(findingsCard(findings)).toMatchObject({ tone, title: [{ text: title }] })
})

test("every finding is a line, and what to do stands below", () => {
  const text = plain(findingsCard([well, broken]))
  expect(text).toMatch(/✓ Node\W+26\.10\.0/)
  expect(text).toMatch(/✗ Store\W+damaged/)
  expect(text).toContain("Store: Put a backup in its place.")
})

test("doctor is for the terminal alone", async () => {
  await expect(doctor.run({}, aContext())).rejects.toThrow("can only be examined in the terminal")
})
