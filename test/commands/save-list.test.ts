import { describe, expect, test } from "vitest"
import { exportFile } from "../../src/exporting/index.ts"
import { counted } from "../../src/words/counted.ts"
import { words } from "../../src/words/words.ts"
import { read } from "./asking.ts"
import { ada, adaOnSlack, ben, papers, readersWorld } from "./readers-world.ts"

const sayings = words.readers.saveList

describe("save-list", () => {
  test("saves what a list names, and tells what was there and what names nothing", async () => {
    const world = await readersWorld()
    await world.call(ada, "save", { paper: "2510.00001", note: "mine" })
    const list = [
      "https://huggingface.co/papers/2510.00001",
      "2510.00002 and https://arxiv.org/abs/2510.00002",
      "a small language model of BIRDSONG",
      "",
      "Sparse Attention",
    ].join("\n")
    const { card } = await world.call(ada, "save-list", { papers: list, tag: "classics" })
    const text = read(card)
    expect(text).toContain(sayings.saved(counted(2, "paper")))
    expect(text).toContain(sayings.already(counted(1, "paper")))
    expect(text).toContain(sayings.missedOne(5, "Sparse Attention", sayings.unknownTitle))
    const all = await world.saved.all(ada)
    expect(all.map(({ paper }) => paper).toSorted()).toEqual(papers.map(({ id }) => id))
    expect(all.every(({ tags }) => tags.includes("classics"))).toBe(true)
    expect(all.find(({ paper }) => paper === "2510.00001")?.note).toBe("mine")
  })

  test("saves nothing twice, and nothing for others", async () => {
    const world = await readersWorld()
    const list = { papers: papers.map(({ id }) => id).join("\n") }
    await world.call(ada, "save-list", list)
    const again = await world.call(ada, "save-list", list)
    expect(read(again.card)).toContain(sayings.saved(counted(0, "paper")))
    expect(await world.saved.all(ada)).toHaveLength(papers.length)
    expect(await world.saved.all(ben)).toEqual([])
    expect(await world.saved.all(adaOnSlack)).toEqual([])
  })

  test.each(["bibtex", "ris", "csl", "csv", "markdown"] as const)(
    "gives back what was exported as %s",
    async (format) => {
      const world = await readersWorld()
      const at = "2026-11-24T12:00:00Z"
      const note = "compare, as in 1706.03762:\nSection 3"
      const saved = { state: "read", tags: ["a"], note, addedAt: at } as const
      const { bytes } = exportFile(
        papers.map((paper) => ({ paper, saved })),
        format,
        { name: "a", title: "Saved papers" },
      )
      const { card } = await world.call(ada, "save-list", { papers: new TextDecoder().decode(bytes) })
      expect(read(card)).not.toContain(sayings.missed(1))
      expect((await world.saved.all(ada)).map(({ paper }) => paper).toSorted()).toEqual(
        papers.map(({ id }) => id),
      )
    },
  )

  test("of nothing says what to paste", async () => {
    const world = await readersWorld()
    const { card } = await world.call(ada, "save-list", { papers: " \n# none\n" })
    expect(read(card)).toContain(sayings.nothing)
  })

  test("takes tags that stand behind the list", async () => {
    const world = await readersWorld()
    await world.say(ada, "save-list 2510.00001 tag:classics")
    await world.say(ada, 'save-list 2510.00002 tag:"classics, to present"')
    const all = await world.saved.all(ada)
    expect(new Map(all.map(({ paper, tags }) => [paper, tags]))).toEqual(
      new Map([
        ["2510.00001", ["classics"]],
        ["2510.00002", ["classics", "to-present"]],
      ]),
    )
  })

  test("asked with nothing opens a form", async () => {
    const world = await readersWorld()
    expect((await world.form(ada, "save-list", {}))?.title).toBe(sayings.form.title)
  })
})
