import { expect, test } from "vitest"
import { spelledLines } from "../../../src/bot/spelled-lines.ts"
import { invoke } from "../../../src/vocabulary/calls.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import { chatSurface } from "../../../src/vocabulary/command.ts"
import { code, plainText, sentence } from "../../../src/words/runs.ts"
import { answer } from "../../commands/asking.ts"
import { lineCommands } from "../parsing/line-commands.ts"

const spelled = (card: Partial<Card>) =>
  spelledLines({ title: [], tone: "plain", blocks: [], ...card }, chatSurface, lineCommands)

test("a line that one may write stands with its prefix, wherever the card holds it", () => {
  const text = sentence("Try `search diffusion`.")
  const card = spelled({
    title: text,
    blocks: [
      { kind: "text", text },
      { kind: "note", text },
      { kind: "fields", fields: [{ name: "Next", value: text }] },
      { kind: "items", items: [{ title: text, lines: [text], actions: [] }] },
    ],
  })
  expect(JSON.stringify(card).split("/paper search diffusion")).toHaveLength(7)
  expect(JSON.stringify(card)).not.toContain('"search diffusion')
})

test("a line with its prefix, and code that is no line, stay as they are", () => {
  for (const text of ["/paper search x", "2024-06", "searching", "author:"]) {
    expect(spelled({ title: code(text) }).title).toEqual(code(text))
  }
})

test("a command of a group that is set apart stands with the group's prefix", () => {
  const surface = { ...chatSurface, groupPrefixes: { admin: "/paper-admin" } }
  const apart = lineCommands.map((command) => ({ ...command, group: "admin" as const }))
  const card: Card = { title: code("search x"), tone: "plain", blocks: [] }
  expect(spelledLines(card, surface, apart).title).toEqual(code("/paper-admin search x"))
  expect(spelledLines(card, surface, lineCommands).title).toEqual(code("/paper search x"))
})

test("a title that begins with a command's name stays as it is", () => {
  const title = plainText("search is all you need")
  expect(spelled({ title }).title).toEqual(title)
})

test("where a platform asks for options by name, a line names them", () => {
  const fields = { ...chatSurface, options: "fields" } as const
  const spell = (line: string) =>
    spelledLines({ title: code(line), tone: "plain", blocks: [] }, fields, lineCommands).title
  expect(spell("search sparse attention limit:5 --with-code")).toEqual(
    code("/paper search query:sparse attention limit:5 with-code:True"),
  )
  expect(spell("search")).toEqual(code("/paper search"))
})

test("a value or an option that is called like a command is quoted, and gets no prefix", async () => {
  const text = await answer("channel set", { schedules: {} }, { isAdmin: true })
  expect(text).toContain("Use one of “show”, “try”, “save”, “off”.")
})

test("a button for a command that is not offered here is left out", () => {
  const actions = [invoke("random", {}), invoke("discuss", { paper: "1706.03762" })].map((call) => ({
    ...call,
    label: call.command,
    effect: "reply" as const,
  }))
  expect(spelled({ blocks: [{ kind: "actions", actions }] }).blocks).toEqual([
    { kind: "actions", actions: actions.slice(0, 1) },
  ])
})
