import { expect, test } from "vitest"
import { plainDialect, renderRuns, safeHref } from "../../../src/rendering/inline.ts"
import { dialectContract } from "../../contracts/dialect.ts"

dialectContract({
  name: "plain text",
  write: (text) => renderRuns(text, plainDialect),
  read: (text) => ({ text, done: [] }),
})

test.each([
  ["https://arxiv.org/abs/1706.03762", "https://arxiv.org/abs/1706.03762"],
  ["http://example.org", "http://example.org/"],
  ["https://user:secret@example.org", undefined],
  ["javascript:alert(1)", undefined],
  ["data:text/html,x", undefined],
  ["not an address", undefined],
  [undefined, undefined],
])("of %j may be followed: %j", (href, expected) => {
  expect(safeHref(href)).toBe(expected)
})
