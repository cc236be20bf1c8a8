import { ApplicationCommandOptionType as Kind } from "discord.js"
import { expect, test } from "vitest"
import { splitCommand } from "./page/act.ts"

const options = new Map<string, number>([
  ["query", Kind.String],
  ["limit", Kind.Integer],
  ["code", Kind.Boolean],
])

test.each([
  ["/paper search query:sparse attention limit:3", "paper search", { query: "sparse attention", limit: 3 }],
  [
    "/paper search query:author:lecun 2017 code:true",
    "paper search",
    { query: "author:lecun 2017", code: true },
  ],
  ["/paper today", "paper today", {}],
])("a typed line becomes a command and its options: %s", (text, line, values) => {
  expect(splitCommand(text, () => options)).toEqual({ line, values })
})
