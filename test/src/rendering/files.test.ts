import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { dataOf } from "../../../src/rendering/data.ts"
import { fileLine, safeFileName } from "../../../src/rendering/files.ts"
import { fit as fitted } from "../../../src/rendering/fit.ts"
import { noLimits } from "../../../src/rendering/limits.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import { words } from "../../../src/words/words.ts"
import { arbitraryText } from "../../contracts/arbitrary-card.ts"

const aFile = {
  name: "papers.bib",
  type: "text/x-bibtex",
  bytes: new TextEncoder().encode("@misc{a}"),
  alt: "BibTeX",
}
const cardWith = (file = aFile): Card => ({
  title: [{ text: "x" }],
  tone: "plain",
  blocks: [{ kind: "file", file }],
})

test.each([
  [0, "0 bytes"],
  [1023, "1023 bytes"],
  [2355, "2.3 KB"],
  [12 * 1024, "12 KB"],
  [3 * 1024 ** 2, "3 MB"],
])("%d bytes are %s", (size, said) => {
  expect(fileLine({ name: "a.bib", bytes: new Uint8Array(size) })).toBe(`a.bib · ${said}`)
})

describe("a file's name", () => {
  test.each([
    ["papers.bib", "papers.bib"],
    ["../../etc/passwd", "etc-passwd"],
    ["C:\\temp\\a.csv", "C--temp-a.csv"],
    [".profile", "profile"],
    ["CON.bib", "_CON.bib"],
    ["con", "_con"],
    ["saved 論文.csv", "saved 論文.csv"],
    ["a\u202ebib.exe", "abib.exe"],
    ["", words.rendering.file],
    [`${"long ".repeat(60)}.bib`, `${"long ".repeat(16).trim()}.bib`],
  ])("%j becomes %j", (given, safe) => expect(safeFileName(given)).toBe(safe))

  test("leaves no folder, nothing hidden, and stays as it is when made safe again", () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        const name = safeFileName(text)
        expect(name).toMatch(/^[^./\\\p{C}][^/\\\p{C}]*$/u)
        expect(safeFileName(name)).toBe(name)
      }),
    )
  })
})

test("a file that is too large for a platform leaves its words, never a part of itself", () => {
  expect(fitted(cardWith(), { ...noLimits, fileBytes: 7 }).blocks).toEqual([
    { kind: "note", text: [{ text: words.rendering.fileTooLarge("papers.bib · 8 bytes") }] },
  ])
  expect(fitted(cardWith(), { ...noLimits, fileBytes: 8 })).toEqual(cardWith())
})

test("as data, a file is its text, or base64 where it is none", () => {
  expect(dataOf(cardWith()).files).toEqual([{ name: "papers.bib", type: "text/x-bibtex", text: "@misc{a}" }])
  const picture = { ...aFile, type: "image/png", bytes: Uint8Array.of(137, 80) }
  expect(dataOf(cardWith(picture)).files).toEqual([{ name: "papers.bib", type: "image/png", base64: "iVA=" }])
})
