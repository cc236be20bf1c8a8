import { expect, test } from "vitest"
import { matchesName, matchesOrganization } from "../../../../src/search/index/names.ts"

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

test.each([
  ["huggingface", "Hugging Face", true],
  ["Hugging Face", "HuggingFace", true],
  ["Google DeepMind", "GoogleDeepMind", true],
  ["Google DeepMind", "Deepmind", true],
  ["deepmind", "Google DeepMind", true],
  ["google", "Google DeepMind", true],
  ["Deep Mind", "Google DeepMind", true],
  ["goo", "Google", false],
  ["Google DeepMind", "Google", false],
  ["", "Google", false],
])("the organization %j is %s: %j", (written, organization, expected) => {
  expect(matchesOrganization(written, organization)).toBe(expected)
})
