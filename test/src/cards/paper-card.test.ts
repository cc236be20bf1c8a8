import { describe, expect, test } from "vitest"
import { paperCard, paperPost } from "../../../src/cards/paper-card.ts"
import { paperItem, paperLine } from "../../../src/cards/paper-item.ts"
import { authorsInWords, readingPage } from "../../../src/cards/paper-words.ts"
import { plain } from "../../../src/rendering/plain.ts"
import { link } from "../../../src/words/runs.ts"
import { words } from "../../../src/words/words.ts"
import { aPaper, aStanding } from "../../builders.ts"

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

describe("authors", () => {
  test.each([
    [{ authors: eight, authorCount: 8 }, "Ashish Vaswani, Noam Shazeer and 6 more"],
    [{ authors: eight.slice(0, 3), authorCount: 3 }, "Ashish Vaswani, Noam Shazeer and Niki Parmar"],
    [{ authors: eight.slice(0, 2), authorCount: 2 }, "Ashish Vaswani and Noam Shazeer"],
    [{ authors: eight.slice(0, 1), authorCount: 1 }, "Ashish Vaswani"],
    [{ authors: eight.slice(0, 2), authorCount: 445 }, "Ashish Vaswani, Noam Shazeer and 443 more"],
    [{ authors: [], authorCount: 13 }, "13 authors"],
    [{ authors: [], authorCount: 1 }, "1 author"],
    [{ authors: [], authorCount: 0 }, undefined],
  ])("%#: are folded to %j", (given, expected) => {
    expect(authorsInWords(aPaper(given))).toBe(expected)
  })

  test("are all named when unfolded", () => {
    expect(authorsInWords(aPaper({ authors: eight, authorCount: 8 }), true)).toBe(
      "Ashish Vaswani, Noam Shazeer, Niki Parmar, Jakob Uszkoreit, Llion Jones, Aidan N. Gomez, Łukasz Kaiser and Illia Polosukhin",
    )
  })

  test("unfold and fold by the same button, which replaces the card", () => {
    const button = (unfolded: boolean) =>
      paperCard(aPaper({ authors: eight, authorCount: 8 }), { unfolded })
        .blocks.flatMap((block) => (block.kind === "actions" ? block.actions : []))
        .find((action) => action.label.endsWith("authors"))
    expect(button(false)).toMatchObject({
      label: "All authors",
      arguments: { authors: true },
      effect: "update",
    })
    expect(button(true)).toMatchObject({
      label: "Fewer authors",
      arguments: { paper: "1706.03762" },
      effect: "update",
    })
  })
})

test("a source that names some of the authors promises more, not all", () => {
  const card = paperCard(aPaper({ authors: eight, authorCount: 533 }), { unfolded: false })
  expect(JSON.stringify(card)).toContain("More authors")
})

describe("a paper in full", () => {
  const paper = aPaper({
    organization: "Google",
    publishedOn: "2017-06-12",
    summary: "A model of attention alone.",
    summaryBy: "AI summary",
    upvotes: 1234,
    comments: 1,
    keywords: ["attention", "translation"],
    code: { url: "https://github.com/tensorflow/tensor2tensor", stars: 15000 },
    projectPage: "https://www.example.org/attention/",
  })

  test("says everything that is known, in plain words", () => {
    const card = paperCard(paper, {
      stats: aStanding({ votes: 3, mine: true }),
      listedOn: ["2025-10-27"],
      places: [link("discussed, 2 replies", "https://example.org/thread")],
      linked: { models: [{ id: "a/b", url: "https://huggingface.co/a/b" }], datasets: [], spaces: [] },
    })
    expect(plain(card, { links: false, button: () => undefined })).toBe(
      [
        "Attention Is All You Need",
        "Ashish Vaswani and Noam Shazeer · Google · 12 Jun 2017",
        "AI summary: A model of attention alone.",
        "Abstract: A network made of attention alone translates better than recurrent ones.",
        [
          "Votes: 3 votes here, including yours · 1.2k on HF",
          "Comments: 1 comment",
          "Code: github.com/tensorflow/tensor2tensor, 15k stars",
          "Project page: example.org/attention",
          "Keywords: attention, translation",
          `${words.cards.paper.fields.listedOn}: 27 Oct 2025`,
          "Here: discussed, 2 replies",
          "Models: a/b",
        ].join("\n"),
        "arXiv:1706.03762",
      ].join("\n\n"),
    )
  })

  test("leads to the abstract page", () => {
    expect(paperCard(paper).title).toEqual([{ text: paper.title, href: "https://arxiv.org/abs/1706.03762" }])
  })

  test("is the paper that a reaction on its message votes for", () => {
    expect([paperCard(paper).paper, paperPost(paper).paper]).toEqual([paper.id, paper.id])
  })

  test("that is withdrawn says so first", () => {
    expect(plain(paperPost(aPaper({ withdrawn: true, authors: [], authorCount: 0 })))).toMatch(
      /^.*\n\nThe authors have withdrawn this paper\./,
    )
  })

  test("known by its title alone reads well without a link", () => {
    const bare = aPaper({
      id: "t:0123456789abcdef",
      abstract: "",
      authors: [],
      authorCount: 0,
      source: "page",
    })
    expect(plain(paperCard(bare), { button: () => undefined })).toBe(
      `Attention Is All You Need\n\n${words.cards.paper.noAbstract}\n\n${words.cards.paper.titleOnly}`,
    )
  })

  test("without an identifier is read where it can be", () => {
    const bare = { id: "t:0123456789abcdef", source: "file" } as const
    expect(readingPage(aPaper({ ...bare, doi: "10.1000/x" }))).toBe("https://doi.org/10.1000/x")
    expect(readingPage(aPaper({ ...bare, projectPage: "https://example.org/" }))).toBe("https://example.org/")
    expect(readingPage(aPaper(bare))).toBeUndefined()
  })
})

describe("a paper in a list", () => {
  test("says who, when and how it is liked", () => {
    const item = paperItem(aPaper({ upvotes: 5 }), { stats: aStanding({ votes: 1 }), why: "author" })
    const card = { title: [], tone: "plain", blocks: [{ kind: "items", items: [item] }] } as const
    expect(plain(card, { links: false })).toBe(
      "- Attention Is All You Need\n  Ashish Vaswani and Noam Shazeer\n  1 vote here · 5 on HF\n" +
        "  Matches author\n  [Details]  [Upvote]",
    )
  })

  test("keeps the marks of a search in its linked title", () => {
    const item = paperItem(aPaper(), { title: [{ text: "Attention", mark: true }, { text: " Is All" }] })
    expect(item.title).toEqual([
      { text: "Attention", mark: true, href: "https://arxiv.org/abs/1706.03762" },
      { text: " Is All", href: "https://arxiv.org/abs/1706.03762" },
    ])
  })

  test("is one line where the attention budget is spent", () => {
    expect(paperLine(aPaper({ upvotes: 0 })).lines).toEqual([])
  })
})
