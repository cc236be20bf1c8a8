import fc from "fast-check"
import { expect, test } from "vitest"
import { TextNumbers } from "../../../../src/search/index/numbered-texts.ts"

test("numbers are found again as in a map, also after loading the table", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 300 }), fc.array(fc.string()), (texts, others) => {
      const numbers = new TextNumbers()
      const map = new Map(texts.map((text) => [text, numbers.add(text)]))
      const loaded = new TextNumbers(numbers.texts, numbers.table.slice())
      for (const text of [...texts, ...others]) {
        expect(numbers.find(text)).toBe(map.get(text))
        expect(loaded.find(text)).toBe(map.get(text))
      }
    }),
  )
})
