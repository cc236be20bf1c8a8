import { expect, test } from "vitest"
import { readTags, writeTags } from "../../../src/channels/read-tags.ts"
import { parseFilter } from "../../../src/search/index.ts"
import { words } from "../../../src/words/words.ts"

test("tags stand before what they stand for, and are written as they are read", () => {
  const rules = readTags(" 3D vision = cat:cs.CV ;Agents=agent upvotes:>=5; ")
  expect(rules).toEqual([
    { tag: "3D vision", filter: "cat:cs.CV" },
    { tag: "Agents", filter: "agent upvotes:>=5" },
  ])
  expect(readTags(writeTags(rules ?? []))).toEqual(rules)
  expect(readTags("none")).toBeUndefined()
})

test.each(["Vision", "=cat:cs.CV", "Vision="])("%s names no tag with its filter", (written) => {
  expect(() => readTags(written)).toThrow(words.channels.errors.badTag(written))
})

test("a filter that can't be read is refused as filters are", () => {
  const refusal = parseFilter("has:banana")
  expect(() => readTags("Vision=has:banana")).toThrow(refusal.kind === "refused" ? refusal.message : "")
})
