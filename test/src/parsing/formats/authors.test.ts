import { expect, test } from "vitest"
import { authorNames, authorsOfParts, authorsOfText } from "../../../../src/parsing/formats/authors.ts"

test.each([
  ["Ada Quill, Bo Fox, and Cy Hart", ["Ada Quill", "Bo Fox", "Cy Hart"]],
  ["Ada Quill, Bo Fox and Cy Hart", ["Ada Quill", "Bo Fox", "Cy Hart"]],
  ["Ada Quill and Bo Fox", ["Ada Quill", "Bo Fox"]],
  ["Ada Quill & Bo Fox", ["Ada Quill", "Bo Fox"]],
  [String.raw`Ada Quill \& Bo Fox`, ["Ada Quill", "Bo Fox"]],
  ["Ada Quill;Bo Fox; Cy Hart", ["Ada Quill", "Bo Fox", "Cy Hart"]],
  ["Quill, Ada; Fox, Bo", ["Ada Quill", "Bo Fox"]],
  ["Quill, Ada and Fox, Bo", ["Ada Quill", "Bo Fox"]],
  ["Ada Quill, Jr., Bo Fox, III", ["Ada Quill, Jr.", "Bo Fox, III"]],
  ["Ada Quill, Bo Fox et al.", ["Ada Quill", "Bo Fox"]],
  ["Ada Quill, et al", ["Ada Quill"]],
  ["Ada Quill (1), Bo Fox, and Cy Hart ((1) Univ. of A, (2) Lab B)", ["Ada Quill", "Bo Fox", "Cy Hart"]],
  ["Ada Quill (Lab (East) of A, B), Bo Fox", ["Ada Quill", "Bo Fox"]],
  ["Ada Quill (Lab, Bo Fox", ["Ada Quill"]],
  [
    `<a href="http://arxiv.org/find/cs/1/au:+Q_A">Ada Quill</a>, <a href="x">Bo Fox</a>`,
    ["Ada Quill", "Bo Fox"],
  ],
  ["Quill AI: Ada Quill, Bo Fox", ["Quill AI", "Ada Quill", "Bo Fox"]],
  [
    String.raw`Erik And\'e, Band Andersen, Alexandr Andoni`,
    ["Erik Andé", "Band Andersen", "Alexandr Andoni"],
  ],
  ["  ", []],
])("the text %j names %j", (text, names) => expect(authorsOfText(text)).toEqual(names))

test.each([
  [
    ["Quill AI", ":", "Ada Quill"],
    ["Quill AI", "Ada Quill"],
  ],
  [
    ["and Bo Fox", "Ada Quill and", "and", ";", "; Cy Hart", "Di Jo]"],
    ["Bo Fox", "Ada Quill", "Cy Hart", "Di Jo"],
  ],
  [["A. Vidal et al", "et al."], ["A. Vidal"]],
  [
    ["Ada Quill", "others", "and others", "Otto Others"],
    ["Ada Quill", "Otto Others"],
  ],
  [
    ["Anders Andersen", "Alan Turing", "Al Bander"],
    ["Anders Andersen", "Alan Turing", "Al Bander"],
  ],
])("the list %j names %j", (entries, names) => expect(authorNames(entries)).toEqual(names))

test("names of arXiv's dump are put in order", () => {
  const parts = [
    ["Quill", "Ada", "", "Univ. of A"],
    ["Fox", "Bo", "III"],
    ["The Circle", "", ""],
    [":", "", ""],
  ]
  expect(authorsOfParts(parts)).toEqual(["Ada Quill", "Bo Fox III", "The Circle"])
})

test.each([
  `a${" ".repeat(100_000)}b`,
  `${":".repeat(100_000)}a`,
  "a, and ".repeat(20_000),
  "(".repeat(100_000),
])("the long text number %# is read in one pass", (text) => {
  const start = performance.now()
  authorsOfText(`${text}x`)
  authorNames([`${text}x`])
  expect(performance.now() - start).toBeLessThan(2000)
})
