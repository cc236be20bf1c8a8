import { expect, test } from "vitest"
import { createSearchIndex, loadSearchIndex } from "../../../../src/search/index.ts"
import { aPaper, idsFor } from "../a-paper.ts"

const index = createSearchIndex()
index.add([
  aPaper({ id: "hinton", title: "Capsules", authors: ["Ada Quill", "Geoffrey E. Hinton"] }),
  aPaper({ id: "mueller", title: "Graphs", authors: ["Jürgen Müller"], organization: "Hugging Face" }),
  aPaper({ id: "obrien", title: "Late Nights", authors: ["Conan O'Brien"], organization: "Deepmind" }),
  aPaper({
    id: "li",
    title: "大规模语言模型的推理能力研究",
    authors: ["李明"],
    organization: "GoogleDeepMind",
  }),
  aPaper({ id: "wang", title: "Trees", authors: ["Wang Xiaoming", "G. Hart"] }),
])
const loaded = loadSearchIndex(index.save())

test.each([
  ['author:"G. Hinton"', ["hinton"]],
  ['author:"Hinton, G."', ["hinton"]],
  ['author:"A. Hinton"', []],
  ["author:mueller", ["mueller"]],
  ["author:müller", ["mueller"]],
  ["author:muller", ["mueller"]],
  ['author:"J. Mueller"', ["mueller"]],
  ["author:obrien", ["obrien"]],
  ["author:o'brien", ["obrien"]],
  ['author:"Conan OBrien"', ["obrien"]],
  ['author:"李 明"', ["li"]],
  ["author:李明", ["li"]],
  ["语言模型", ["li"]],
  ["推理", ["li"]],
  ['"语言模型"', ["li"]],
  ['"模型语言"', []],
  ["org:huggingface", ["mueller"]],
  ['org:"Hugging Face"', ["mueller"]],
  ['org:"Google DeepMind"', ["obrien", "li"]],
  ["obrien nights", ["obrien"]],
])("%s finds %j", (query, ids) => {
  expect(idsFor(index, query).toSorted()).toEqual(ids.toSorted())
  expect(idsFor(loaded, query).toSorted()).toEqual(ids.toSorted())
})

test("what is removed leaves no name behind", () => {
  index.remove(["mueller", "li"])
  expect(idsFor(index, "author:mueller")).toEqual([])
  expect(idsFor(index, "语言模型")).toEqual([])
  expect(index.size).toBe(3)
})
