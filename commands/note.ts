import { askedPaper } from "../src/bot/asked-paper.ts"
import { commandForm } from "../src/cards/command-form.ts"
import { noteForm } from "../src/cards/note-form.ts"
import { savedOutcome } from "../src/cards/saved-card.ts"
import { type PaperName, parsePaperName } from "../src/papers/index.ts"
import { readTags } from "../src/parsing/tags.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import type { PackedArguments } from "../src/vocabulary/card.ts"
import { type Context, defineCommand } from "../src/vocabulary/command.ts"
import type { Form } from "../src/vocabulary/form.ts"
import { words } from "../src/words/words.ts"
import { noteOption, tagsOption } from "./options.ts"

const sayings = words.readers.note

const options = {
  text: { ...noteOption, positional: true, description: sayings.options.text },
  paper: { kind: "paper", description: sayings.options.paper },
  tags: { ...tagsOption, description: sayings.options.tags },
} as const

export const note = defineCommand({
  name: "note",
  description: sayings.description,
  options: { ...options, replace: { kind: "flag", description: sayings.options.replace } },
  visibility: "private",
  surface: "any",
  needs: "library",
  changes: true,
  personal: true,
  form,
  examples: sayings.examples,
  async run({ text, paper: named, tags, replace }, context) {
    const { name, note } = named === undefined ? withPaperFirst(text) : { name: named, note: text }
    const again = { text: note, tags, replace }
    const asked = await askedPaper(name, context, (paper) => invoke("note", { paper, ...again }))
    if (asked.kind === "question") return asked.card
    const { paper } = asked
    const { actor, saved } = context
    const change = replace
      ? { note: note ?? "", tags: readTags(tags ?? "") }
      : { ...(note !== undefined && { note }), ...(tags !== undefined && { tags: readTags(tags) }) }
    if (Object.keys(change).length === 0) {
      const now = (await saved.of(actor, [paper.id])).get(paper.id)
      return savedOutcome(paper, now, { title: now?.note === undefined ? sayings.none : sayings.yours })
    }
    const written = await saved.save(actor, paper.id, change)
    const { note: kept, tags: left } = written.saved
    const isEmpty = replace && kept === undefined && left.length === 0
    return savedOutcome(paper, written.saved, { title: isEmpty ? sayings.removed : sayings.written })
  },
})

/** `1706.03762 Compare with Mamba`: the paper may stand before the note. */
function withPaperFirst(text = ""): { readonly name?: PaperName; readonly note?: string } {
  const [first = "", ...rest] = text.trim().split(/\s+/)
  const name = parsePaperName(first)
  if (name.kind !== "id") return text === "" ? {} : { note: text }
  return rest.length === 0 ? { name } : { name, note: text.trim().slice(first.length).trim() }
}

/** Filled with what is there: of a button, or of the command alone in a paper's thread. Elsewhere the paper is asked for. */
async function form(values: PackedArguments, context: Context): Promise<Form | undefined> {
  const { paper: named, ...rest } = values
  if (Object.keys(rest).length > 0) return undefined
  const { actor, on, community, library, saved } = context
  const id = named === undefined ? await community.paperAt(actor, on) : String(named)
  if (id === undefined) return commandForm({ name: "note", options })
  const [paper] = await library.papers([id])
  return paper && noteForm(paper, (await saved.of(actor, [paper.id])).get(paper.id))
}
