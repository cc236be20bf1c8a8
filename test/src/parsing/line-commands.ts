/** Commands made for the tests of lines: one with every kind of option, one that takes a paper, one that stands alone. */

import { cardOf } from "../../../src/cards/layout.ts"
import type { Command } from "../../../src/vocabulary/command.ts"
import { aCommand } from "../../builders.ts"

const common = {
  description: "for tests",
  visibility: "public",
  surface: "chat",
  needs: "nothing",
  examples: ["search diffusion"],
  run: async () => cardOf({ title: "done" }),
} as const

export const search = aCommand({
  ...common,
  name: "search",
  options: {
    query: { kind: "text", positional: true, query: true, description: "what to look for" },
    author: { kind: "text", description: "who wrote it" },
    after: { kind: "date", description: "not older" },
    upvotes: { kind: "integer", min: 0, max: 1000, description: "at least" },
    limit: { kind: "integer", min: 1, max: 25, description: "how many" },
    sort: {
      kind: "choice",
      description: "what comes first",
      choices: [
        { value: "newest", label: "newest first" },
        { value: "upvotes", label: "most upvotes" },
      ],
    },
    "with-code": { kind: "flag", description: "only with code" },
  },
})

export const show = aCommand({
  ...common,
  name: "show",
  options: {
    paper: { kind: "paper", positional: true, required: true, description: "which paper" },
    authors: { kind: "flag", description: "all of them" },
    note: { kind: "text", description: "a remark" },
  },
})

export const today = aCommand({
  ...common,
  name: "today",
  options: { date: { kind: "period", positional: true, description: "which list" } },
})

export const random = aCommand({ ...common, name: "random", options: {} })

export const lineCommands: readonly Command[] = [search, show, today, random]
