import { expect, test } from "vitest"
import { cardOf } from "../../../src/cards/layout.ts"
import { paperItem } from "../../../src/cards/paper-item.ts"
import { dataOf } from "../../../src/rendering/data.ts"
import { invoke } from "../../../src/vocabulary/calls.ts"
import { bold, joined, link } from "../../../src/words/runs.ts"
import { aPaper } from "../../builders.ts"
import { sampleCards } from "../../contracts/sample-cards.ts"

const asJson = (...given: Parameters<typeof dataOf>) => JSON.parse(JSON.stringify(dataOf(...given)))

test("a list is its papers by id and place, and what can be called next", () => {
  const card = cardOf({
    title: joined([bold("2 papers"), "for “attention”"], " "),
    items: [{ ...paperItem(aPaper()), lines: [[{ text: "Ada" }]] }],
    start: 6,
    actions: [{ ...invoke("search", { query: "attention", page: 3 }), label: "Next", effect: "update" }],
    notes: ["Page 2 of 3"],
  })
  expect(asJson(card)).toEqual({
    title: "2 papers for “attention”",
    tone: "plain",
    items: [
      {
        number: 6,
        title: "Attention Is All You Need",
        link: "https://arxiv.org/abs/1706.03762",
        paper: "1706.03762",
        lines: ["Ada"],
      },
    ],
    notes: ["Page 2 of 3"],
    actions: [{ label: "Next", command: "search", arguments: { query: "attention", page: 3 } }],
  })
})

test("facts are fields with the addresses that they lead to, and a failure says its cause", () => {
  const fields = [{ name: "Code", value: link("github.com/a/b", "https://github.com/a/b") }]
  expect(
    asJson(cardOf({ title: "x", text: "y", tone: "error", fields, paper: "1706.03762" }), "user"),
  ).toEqual({
    title: "x",
    tone: "error",
    failure: "user",
    paper: "1706.03762",
    text: ["y"],
    fields: [{ name: "Code", value: "github.com/a/b", links: ["https://github.com/a/b"] }],
  })
})

test.each(Object.entries(sampleCards))("%s is JSON with a title", (_, card) => {
  expect(asJson(card)).toMatchObject({ title: expect.any(String), tone: card.tone })
})
