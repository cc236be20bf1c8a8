import fc from "fast-check"
import { expect, test } from "vitest"
import { TextNumbers } from "../../../../src/search/index/numbered-texts.ts"

/** Any UTF-16 at all, lone surrogates too. */
const unit = fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 97, max: 122 }))
const anyText = fc.array(unit, { maxLength: 12 }).map((units) => String.fromCharCode(...units))

test("numbers are found again as in a map, also after loading the table", () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyText, { maxLength: 300 }), fc.array(anyText), (texts, others) => {
      const numbers = new TextNumbers()
      const map = new Map(texts.map((text) => [text, numbers.add(text)]))
      const loaded = new TextNumbers(numbers.packed, numbers.table.slice())
      for (const text of [...texts, ...others]) {
        expect(numbers.find(text)).toBe(map.get(text))
        expect(loaded.find(text)).toBe(map.get(text))
      }
      expect(numbers.from(0)).toEqual(texts)
      expect(loaded.from(0)).toEqual(texts)
    }),
  )
})
