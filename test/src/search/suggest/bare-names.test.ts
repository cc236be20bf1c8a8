import { describe, expect, test } from "vitest"
import { createSearchIndex } from "../../../../src/search/index.ts"
import { aPaper } from "../a-paper.ts"

function theIndex() {
  const index = createSearchIndex()
  const authors = ["Yann LeCun", "Y. LeCun", "Yann LeCun", "Wei Wang", "Li Wang", "Wang Wei", "Søren Müller"]
  index.add([
    ...authors.map((author, at) =>
      aPaper({ id: `a${at}`, title: "Video Models", authors: [author, "Ada Quill"] }),
    ),
    aPaper({ id: "o1", organization: "Deepmind" }),
    aPaper({ id: "o2", organization: "Hugging Face" }),
    aPaper({ id: "o3", organization: "Qwen" }),
    aPaper({ id: "o4", organization: "Qwen" }),
    aPaper({ id: "o5", organization: "Qwen" }),
  ])
  return index
}

const wang = { label: "by Wang", query: "author:wang", papers: 3 }
const lecun = { label: "by Yann LeCun", query: 'author:"Yann LeCun"', papers: 2 }

describe("a name typed alone", () => {
  test.each([
    ["yann lecun", lecun],
    ["LeCun", lecun],
    ["wang", wang],
    ["soren muller", { label: "by Søren Müller", query: 'author:"Søren Müller"', papers: 1 }],
    ["Google DeepMind", { label: "from Deepmind", query: 'org:"Deepmind"', papers: 1 }],
    ["huggingface", undefined],
    ["hugging face", { label: "from Hugging Face", query: 'org:"Hugging Face"', papers: 1 }],
    ["qwen", { label: "from Qwen", query: 'org:"Qwen"', papers: 3 }],
  ])("%s offers %o", (typed, offered) => {
    expect(theIndex().namesTyped(typed)).toEqual(offered === undefined ? [] : [offered])
  })

  test.each([
    ["a first name", "ada"],
    ["a topic", "video models"],
    ["a name and more", "yann lecun video"],
    ["nothing", ""],
  ])("%s offers nothing", (_, typed) => {
    expect(theIndex().namesTyped(typed)).toEqual([])
  })

  test("counts anew when papers come and go", () => {
    const index = theIndex()
    expect(index.namesTyped("wang")).toEqual([wang])
    index.add([aPaper({ id: "one more", authors: ["Bo Wang"] })])
    expect(index.namesTyped("wang")).toEqual([{ ...wang, papers: 4 }])
    index.remove(["one more", "a3"])
    expect(index.namesTyped("wang")).toEqual([])
  })

  test("a name that hundreds of papers share is offered too", () => {
    const index = createSearchIndex()
    index.add(
      Array.from({ length: 600 }, (_, n) =>
        aPaper({ id: `${n}`, authors: [n % 2 ? "Wei Zhang" : "Bo Zhang"] }),
      ),
    )
    expect(index.namesTyped("zhang")).toEqual([{ label: "by Zhang", query: "author:zhang", papers: 600 }])
    expect(index.namesTyped("wei zhang")).toEqual([
      { label: "by Wei Zhang", query: 'author:"Wei Zhang"', papers: 300 },
    ])
  })

  test("offers only what its filter finds", () => {
    const index = theIndex()
    for (const typed of ["wang", "lecun", "hugging face", "qwen", "soren muller"])
      for (const { query, papers } of index.namesTyped(typed))
        expect(index.search({ text: query, offset: 0, limit: 1 }).total).toBe(papers)
  })
})
