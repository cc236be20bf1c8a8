/** Cards as they are met in life, at their longest and at their shortest. */

import { commands } from "../../commands/index.ts"
import { abstractCard, similarCard, summaryCard } from "../../src/cards/details-card.ts"
import { errorCard } from "../../src/cards/error-card.ts"
import { helpCard } from "../../src/cards/help-card.ts"
import { cardOf, pageActions } from "../../src/cards/layout.ts"
import { paperPost, threadOpening } from "../../src/cards/paper-card.ts"
import { paperItem } from "../../src/cards/paper-item.ts"
import { invoke } from "../../src/vocabulary/calls.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import { UserError } from "../../src/vocabulary/errors.ts"
import { plainText } from "../../src/words/runs.ts"
import { aPaper, aStanding } from "../builders.ts"
import { hostileTexts } from "./arbitrary-card.ts"

const crowd = Array.from({ length: 445 }, (_, index) => `Given Family-${index + 1}`)

const richest = aPaper({
  summary: "What it is about, in two sentences. Nothing more.",
  summaryBy: "AI summary",
  abstract: "A long abstract that goes on. ".repeat(400),
  authors: crowd,
  authorCount: 445,
  organization: "An Organisation",
  keywords: ["attention", "translation"],
  categories: ["cs.CL", "cs.LG"],
  upvotes: 1234,
  comments: 56,
  code: { url: "https://github.com/example/attention", stars: 7890 },
  projectPage: "https://example.org/attention",
  thumbnail: "https://example.org/attention.png",
})

export const sampleCards: Readonly<Record<string, Card>> = {
  "a paper's details": summaryCard(richest, {
    stats: aStanding({ votes: 3, mine: true }),
    listedOn: ["2025-10-27"],
    places: [plainText("discussed, 12 replies")],
  }),
  "a paper's long abstract and 445 authors": abstractCard(richest, { stats: aStanding({ votes: 3 }) }),
  "papers similar to a paper": similarCard(
    richest,
    Array.from({ length: 4 }, (_, index) => ({ ...richest, id: `2401.${20000 + index}` })),
    { paperStats: new Map() },
  ),
  "a thread's opening": threadOpening(richest, { isAlone: false }),
  "a paper in a channel": paperPost(richest, aStanding({ votes: 1 })),
  "a paper known by its title alone": summaryCard(
    aPaper({ id: "t:0123456789abcdef", abstract: "", authors: [] }),
  ),
  "a title of 300 characters": paperPost(aPaper({ title: "注意 Attention ".repeat(30).slice(0, 300) })),
  "a list of thirty": cardOf({
    title: plainText("Thirty papers"),
    items: Array.from({ length: 30 }, (_, index) => paperItem({ ...richest, id: `2401.${10000 + index}` })),
    start: 1,
    actions: pageActions({ turnTo: (page) => invoke("today", { page }), page: 2, limit: 30, total: 90 }),
    notes: [plainText("Page 2 of 3")],
  }),
  "help with all commands": helpCard({ commands, actions: [], links: {} }),
  "a mistake of the asker": errorCard({
    error: new UserError("x", "No `such` thing.", { hint: "Try `help`." }),
    reference: "ABCDEF",
  }),
  "a bug of ours": errorCard({ error: new Error("not to be shown"), reference: "ABCDEF" }),
  "menus of every kind": {
    title: plainText("Daily papers"),
    tone: "plain",
    blocks: [
      {
        kind: "select",
        label: "Channel",
        call: invoke("channel", { do: "try" }),
        into: "list",
        of: "places",
        chosen: "C024BE7LD",
      },
      {
        kind: "select",
        label: "Notify",
        placeholder: "Nobody",
        call: invoke("channel", { do: "try" }),
        into: "form",
        of: "mentions",
      },
      {
        kind: "select",
        label: "Time",
        call: invoke("channel", { do: "try", list: "a".repeat(300) }),
        into: "time",
        opensForms: true,
        of: "options",
        options: Array.from({ length: 25 }, (_, hour) => ({
          value: `${hour}:00`,
          label: `${hour}:00 `.repeat(30),
          hint: "on the clocks of the place ".repeat(10),
        })),
        chosen: "9:00",
      },
    ],
  },
  "a file": cardOf({
    title: "12 papers",
    files: [
      { name: "papers.bib", type: "application/x-bibtex", bytes: Buffer.from("@misc{a}"), alt: "BibTeX" },
    ],
  }),
  "a title and nothing else": cardOf({ title: "Done." }),
  "a card without a word": { title: [], tone: "plain", blocks: [{ kind: "text", text: [] }] },
  "sixty blocks": {
    title: plainText("Sixty"),
    tone: "plain",
    blocks: Array.from({ length: 60 }, (_, index) => ({
      kind: "text",
      text: plainText(`Block ${index + 1}`),
    })),
  },
  "forty buttons": {
    title: plainText("Forty"),
    tone: "plain",
    blocks: [
      {
        kind: "actions",
        actions: Array.from({ length: 40 }, (_, index) => ({
          kind: "invoke",
          label: `A button with a label that is far too long for any platform, number ${index + 1}`.repeat(2),
          command: "search",
          arguments: { query: `${index} ${"long words ".repeat(20)}`, page: index + 1 },
          effect: "update",
        })),
      },
    ],
  },
  ...Object.fromEntries(
    hostileTexts.map((text) => [
      `hostile: ${JSON.stringify(text)}`,
      paperPost(aPaper({ title: text, abstract: text, authors: [text], organization: text })),
    ]),
  ),
}
