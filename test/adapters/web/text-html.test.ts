import fc from "fast-check"
import { expect, test } from "vitest"
import { plainToText, textToHtml, written } from "../../../adapters/web/text-html.ts"
import { dialectContract } from "../../contracts/dialect.ts"
import { readHtml } from "../../readers/html.ts"

dialectContract({ name: "HTML", write: (text) => written(textToHtml(text)), read: readHtml })

test.each([
  ["see https://arxiv.org/abs/1706.03762.", "https://arxiv.org/abs/1706.03762"],
  ["(https://example.org/a?b=c)", "https://example.org/a?b=c"],
  ["http://localhost:3000/channels/general, ok", "http://localhost:3000/channels/general"],
])("the address in %j is a link without the mark behind it", (words, href) => {
  expect(plainToText(words).find((run) => run.href)?.href).toBe(href)
})

test("what a member wrote loses no character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.webUrl(), (words, url) => {
      const line = `${words} ${url} ${words}`
      expect(
        plainToText(line)
          .map((run) => run.text)
          .join(""),
      ).toBe(line)
    }),
  )
})
