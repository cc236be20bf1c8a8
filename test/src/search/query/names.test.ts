import { expect, test } from "vitest"
import { matchesName } from "../../../../src/search/query/names.ts"

test.each([
  ["lecun", "Yann LeCun"],
  ["LeCun, Yann", "Yann LeCun"],
  ["Y. LeCun", "Yann LeCun"],
  ["G. Hinton", "Geoffrey E. Hinton"],
  ["Geoffrey Hinton", "G. E. Hinton"],
  ["mueller", "Jürgen Müller"],
  ["müller", "Jürgen Müller"],
  ["muller", "Jürgen Müller"],
  ["Müller", "Jurgen Mueller"],
  ["obrien", "Conan O'Brien"],
  ["O Brien", "Conan OBrien"],
  ["vanderwaals", "J. van der Waals"],
  ["van der Waals", "J. van der Waals"],
  ["李 明", "李明"],
  ["李明", "李 明"],
  ["Søren", "Soren Kierkegaard"],
])("%s is %s", (written, author) => {
  expect(matchesName(written, author)).toBe(true)
})

test.each([
  ["A. Hinton", "Geoffrey E. Hinton"],
  ["G. H.", "Geoffrey Hinton"],
  ["Yann Hinton", "Geoffrey E. Hinton"],
  ["le", "Yann LeCun"],
  ["hint", "Geoffrey E. Hinton"],
  ["", "Yann LeCun"],
  ["?", "Yann LeCun"],
])("%s is not %s", (written, author) => {
  expect(matchesName(written, author)).toBe(false)
})
