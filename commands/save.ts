import { askedPaper } from "../src/bot/asked-paper.ts"
import { cardOf } from "../src/cards/layout.ts"
import { saveAction } from "../src/cards/paper-actions.ts"
import { linkedTitle } from "../src/cards/paper-words.ts"
import { removeAction, restoreAction, savedOutcome } from "../src/cards/saved-card.ts"
import type { Paper } from "../src/papers/index.ts"
import { readTags } from "../src/parsing/tags.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import type { Card } from "../src/vocabulary/card.ts"
import { type Context, defineCommand } from "../src/vocabulary/command.ts"
import type { SavedPaper } from "../src/vocabulary/readers.ts"
import { words } from "../src/words/words.ts"
import { noteOption, paperOption, tagsOption } from "./options.ts"

const sayings = words.readers.save

export const save = defineCommand({
  name: "save",
  description: sayings.description,
  options: {
    paper: paperOption,
    tag: tagsOption,
    note: noteOption,
    undo: { kind: "flag", description: sayings.options.undo },
  },
  visibility: "private",
  surface: "any",
  needs: "library",
  changes: true,
  personal: true,
  examples: sayings.examples,
  async run({ paper: name, tag = "", note, undo }, context) {
    const asked = await askedPaper(name, context, (paper) => invoke("save", { paper, undo }))
    if (asked.kind === "question") return asked.card
    if (undo) return removed(asked.paper, context)
    return saved(asked.paper, { tags: readTags(tag), note }, context)
  },
})

async function removed(paper: Paper, { actor, saved }: Context): Promise<Card> {
  const gone = await saved.remove(actor, paper.id)
  if (gone === undefined)
    return cardOf({
      title: sayings.notSaved,
      text: linkedTitle(paper),
      actions: [saveAction(paper)],
    })
  const had = gone.note !== undefined || gone.tags.length > 0
  const card = cardOf({
    title: sayings.removed,
    tone: "success",
    text: linkedTitle(paper),
    actions: [restoreAction(paper)],
    notes: had ? [sayings.restorable] : [],
  })
  return card
}

type Given = { readonly tags: readonly string[]; readonly note: string | undefined }

async function saved(paper: Paper, { tags, note }: Given, { actor, saved }: Context): Promise<Card> {
  const before = (await saved.of(actor, [paper.id])).get(paper.id)
  const changes = tags.length > 0 || note !== undefined
  if (before !== undefined && !changes) return outcome(paper, before, sayings.already)
  const all = new Set([...(before?.tags ?? []), ...tags])
  const change = { ...(note !== undefined && { note }), ...(tags.length > 0 && { tags: [...all] }) }
  const now = (await saved.save(actor, paper.id, change)).saved
  return outcome(paper, now, before === undefined ? sayings.saved : sayings.changed)
}

function outcome(paper: Paper, saved: SavedPaper, title: string): Card {
  return savedOutcome(paper, saved, { title, undo: removeAction(paper) })
}
