import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { createSearchIndex, DamagedIndexError, loadSearchIndex } from "../../../../src/search/index.ts"
import { words } from "../../../../src/words/words.ts"
import { aPaper } from "../a-paper.ts"

describe("a damaged file is noticed", () => {
  const index = createSearchIndex()
  index.add([aPaper({ id: "1", title: "Sparse Attention" })])
  const saved = index.save(7)

  test("wherever a byte is altered", () => {
    fc.assert(
      fc.property(fc.nat(saved.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const altered = saved.slice()
        altered[at] = (altered[at] as number) ^ change
        expect(() => loadSearchIndex(altered)).toThrow(DamagedIndexError)
      }),
      { numRuns: 300 },
    )
  })

  test("wherever it is cut off, and empty", () => {
    fc.assert(
      fc.property(fc.nat(saved.length - 1), (length) => {
        expect(() => loadSearchIndex(saved.slice(0, length))).toThrow(DamagedIndexError)
      }),
      { numRuns: 300 },
    )
  })

  test("when it was saved in another form", () => {
    const older = saved.slice()
    older[4] = 99
    expect(() => loadSearchIndex(older)).toThrow(words.search.savedIndex.otherVersion(99, 7))
  })
})
