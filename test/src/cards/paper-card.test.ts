import { describe, expect, test } from "vitest"
import { abstractCard, similarCard, summaryCard } from "../../../src/cards/details-card.ts"
import { paperPost, threadOpening } from "../../../src/cards/paper-card.ts"
import { digestItem, paperItem, paperLine } from "../../../src/cards/paper-item.ts"
import { authorsInWords, factsInWords, readingPage } from "../../../src/cards/paper-words.ts"
import { labelOf } from "../../../src/rendering/label.ts"
import { plain } from "../../../src/rendering/plain.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import { link } from "../../../src/words/runs.ts"
import { words } from "../../../src/words/words.ts"
import { aPaper, aStanding } from "../../builders.ts"

const { paper: sayings } = words.cards

/** As a reader sees it: spaces that do not break look like others. */
const read = (card: Card) => plain(card, { links: false, button: labelOf }).replaceAll("\u00a0", " ")

const eight = [
  "Ashish Vaswani",
  "Noam Shazeer",
  "Niki Parmar",
  "Jakob Uszkoreit",
  "Llion Jones",
  "Aidan N. Gomez",
  "Łukasz Kaiser",
  "Illia Polosukhin",
]

const paper = aPaper({
  authors: eight,
  authorCount: 8,
  organization: "Google",
  publishedOn: "2017-06-12",
  summary: "A model of attention alone. It translates well.",
  upvotes: 1234,
  comments: 4,
  keywords: ["attention", "translation"],
  code: { url: "https://github.com/tensorflow/tensor2tensor", stars: 15000 },
  projectPage: "https://www.example.org/attention/",
})

const discussed = {
  community: "web:local",
  place: "general",
  thread: "7",
  paper: paper.id,
  openedBy: "ada",
  at: "2025-10-27T10:00:00Z",
  replies: 2,
}

describe("authors", () => {
  test.each([
    [{ authors: eight, authorCount: 8 }, "Ashish Vaswani, Noam Shazeer\u00a0+6"],
    [{ authors: eight.slice(0, 2), authorCount: 2 }, "Ashish Vaswani, Noam Shazeer"],
    [{ authors: eight.slice(0, 1), authorCount: 1 }, "Ashish Vaswani"],
    [{ authors: eight.slice(0, 2), authorCount: 445 }, "Ashish Vaswani, Noam Shazeer\u00a0+443"],
    [{ authors: [], authorCount: 13 }, "13\u00a0authors"],
    [{ authors: [], authorCount: 0 }, undefined],
  ])("%#: are %j", (given, expected) => {
    expect(authorsInWords(aPaper(given))).toBe(expected)
  })
})

describe("the facts of a paper", () => {
  test("stand in one order, each number by its unit", () => {
    expect(read({ title: factsInWords(paper), tone: "plain", blocks: [] })).toBe(
      "Ashish Vaswani, Noam Shazeer +6 · Google · 1.2k on HF · 4 comments · 15k stars",
    )
    expect(JSON.stringify(factsInWords(paper))).toContain("1.2k\u00a0on\u00a0HF")
  })

  test.each([
    ["one comment", { comments: 1 }],
    ["nine stars", { code: { url: "https://github.com/a/b", stars: 9 } }],
    ["no upvotes", { upvotes: 0 }],
  ])("leave out %s, without a gap", (_, few) => {
    expect(factsInWords(aPaper(few))).toEqual([{ text: "Ashish Vaswani, Noam Shazeer" }])
  })
})

describe("a paper in a channel", () => {
  test("is title, what it did, facts, and a row of buttons whose numbers follow the word", () => {
    const card = paperPost(paper, aStanding({ votes: 3, threads: [discussed] }))
    expect(read(card)).toBe(
      [
        "Attention Is All You Need",
        "A model of attention alone.",
        "Ashish Vaswani, Noam Shazeer +6 · Google · 1.2k on HF · 4 comments · 15k stars",
        "Upvote 3  Discuss 2  Save  Details  arXiv",
      ].join("\n\n"),
    )
  })

  test("looks the same to who voted", () => {
    expect(paperPost(paper, aStanding({ votes: 1, mine: true }))).toEqual(
      paperPost(paper, aStanding({ votes: 1 })),
    )
  })

  test("leaves numbers out at zero, and the sentence where there is none", () => {
    expect(read(paperPost(aPaper({ abstract: "" })))).toBe(
      "Attention Is All You Need\n\nAshish Vaswani, Noam Shazeer\n\nUpvote  Discuss  Save  Details  arXiv",
    )
  })

  test("leads to the abstract page, and invites the reaction that votes for it", () => {
    expect(paperPost(paper)).toMatchObject({
      title: [{ text: paper.title, href: "https://arxiv.org/abs/1706.03762" }],
      paper: paper.id,
      invites: "upvote",
    })
  })

  test("describes its picture in other words than its title", () => {
    const card = paperPost(aPaper({ thumbnail: "https://example.org/a.png" }))
    const images = card.blocks.flatMap((block) => (block.kind === "image" ? [block] : []))
    expect(images).toEqual([
      {
        kind: "image",
        image: { url: "https://example.org/a.png", alt: sayings.thumbnail },
        beside: true,
      },
    ])
    expect(sayings.thumbnail).not.toContain(paper.title)
  })

  test("that is withdrawn says so first", () => {
    expect(read(paperPost(aPaper({ withdrawn: true })))).toMatch(
      /^.*\n\nThe authors have withdrawn this paper\./,
    )
  })
})

const { follow, menu, likeThis } = words.following.buttons

describe("a paper's details", () => {
  const about = {
    stats: aStanding({ votes: 3, mine: true }),
    listedOn: ["2025-10-27"],
    places: [link("discussed, 2 replies", "https://example.org/thread")],
  }

  test("are the summary, the facts and the links, with two other views", () => {
    expect(read(summaryCard(paper, about))).toBe(
      [
        "Attention Is All You Need",
        "Ashish Vaswani, Noam Shazeer, Niki Parmar, Jakob Uszkoreit, Llion Jones +3 · Google · On arXiv Jun 12, 2017",
        "A model of attention alone. It translates well.",
        "3 upvotes here, yours included · 1.2k on HF · 4 comments · 15k stars · in Daily Papers Oct 27, 2025 · discussed, 2 replies",
        "PDF · arXiv · Hugging Face · Code · Project page",
        "Upvote 3  Discuss  Save  Abstract  Similar",
        `${follow}: [${menu}] (${[...eight, "Google", likeThis].join(", ")})`,
        "Cite",
      ].join("\n\n"),
    )
  })

  test("show the abstract and all authors in the same place, and lead back", () => {
    const linked = { models: [{ id: "a/b", url: "https://huggingface.co/a/b" }], datasets: [], spaces: [] }
    const card = abstractCard(paper, { ...about, linked })
    expect(read(card)).toBe(
      [
        "Attention Is All You Need",
        `${eight.join(", ")} · Google · On arXiv Jun 12, 2017`,
        paper.abstract,
        "Keywords: attention, translation\nModels: a/b",
        "Upvote 3  Discuss  Save  Back  Similar  Cite",
      ].join("\n\n"),
    )
    expect(card.blocks.at(-1)).toMatchObject({
      actions: [
        {},
        {},
        {},
        { command: "details", effect: "update" },
        { command: "details", effect: "update" },
        { command: "cite", effect: "reply" },
      ],
    })
  })

  test("list similar papers beneath the title", () => {
    const other = aPaper({ id: "2306.11644", title: "Textbooks Are All You Need" })
    expect(read(similarCard(aPaper(), [other], { paperStats: new Map() }))).toBe(
      [
        "Attention Is All You Need",
        "Ashish Vaswani, Noam Shazeer",
        sayings.similar,
        `1. Textbooks Are All You Need\n   Ashish Vaswani, Noam Shazeer\n   ${sayings.shares(["Ashish Vaswani", "Noam Shazeer"])}\n   Upvote  Discuss  Save  Details`,
        "Back  Abstract",
      ].join("\n\n"),
    )
  })

  test("of a paper known by its title alone read well without a link", () => {
    const bare = aPaper({
      id: "t:0123456789abcdef",
      abstract: "",
      authors: [],
      authorCount: 0,
      source: "page",
    })
    expect(read(summaryCard(bare))).toBe(
      `Attention Is All You Need\n\n${sayings.noAbstract}\n\n${sayings.titleOnly}\n\nUpvote  Discuss  Save  Abstract  Similar\n\n${follow}: [${menu}] (${likeThis})\n\nCite`,
    )
  })
})

describe("a paper's thread", () => {
  test("opens with what it is for and the links, and not with the card again", () => {
    expect(read(threadOpening(paper, { isAlone: false }))).toBe(
      `${sayings.thread.replaceAll("`", "")}\nAbstract · PDF · Code`,
    )
  })

  test("says its paper where it stands alone", () => {
    expect(read(threadOpening(paper, { isAlone: true }))).toMatch(/^Attention Is All You Need\n\n/)
  })
})

test("without an identifier a paper is read where it can be", () => {
  const bare = { id: "t:0123456789abcdef", source: "file" } as const
  expect(readingPage(aPaper({ ...bare, doi: "10.1000/x" }))).toBe("https://doi.org/10.1000/x")
  expect(readingPage(aPaper({ ...bare, projectPage: "https://example.org/" }))).toBe("https://example.org/")
  expect(readingPage(aPaper(bare))).toBeUndefined()
})

describe("a paper in a list", () => {
  test("says its facts, when it is asked when, and offers the verbs", () => {
    const item = paperItem(aPaper({ upvotes: 5, publishedOn: "2017-06-12" }), { why: "author", dated: true })
    expect(read({ title: [], tone: "plain", blocks: [{ kind: "items", items: [item] }] })).toBe(
      "- Attention Is All You Need\n  Ashish Vaswani, Noam Shazeer · 5 on HF · Jun 12, 2017\n" +
        "  Matches author\n  Upvote  Discuss  Save  Details",
    )
  })

  test("keeps the marks of a search in its linked title", () => {
    const item = paperItem(aPaper(), { title: [{ text: "Attention", mark: true }, { text: " Is All" }] })
    expect(item.title).toEqual([
      { text: "Attention", mark: true, href: "https://arxiv.org/abs/1706.03762" },
      { text: " Is All", href: "https://arxiv.org/abs/1706.03762" },
    ])
  })

  test("of a post of several has its sentence, and Upvote beside it", () => {
    expect(digestItem(paper, aStanding({ votes: 2 }))).toMatchObject({
      lines: [[{ text: "A model of attention alone." }], factsInWords(paper)],
      actions: [{ label: sayings.buttons.upvote, count: 2 }],
    })
  })

  test("is one line where the post has no room for more", () => {
    expect(paperLine(aPaper({ upvotes: 0 })).lines).toEqual([])
  })
})

test("a button's number is short where it is long, as in a paper's facts", () => {
  const button = {
    kind: "invoke",
    command: "upvote",
    arguments: {},
    label: "Upvote",
    effect: "reply",
  } as const
  expect([3, 999, 1_840].map((count) => labelOf({ ...button, count }))).toEqual([
    "Upvote\u00a03",
    "Upvote\u00a0999",
    "Upvote\u00a01.8k",
  ])
})
