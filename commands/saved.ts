import { noneSaved, type SavedPage, savedCard } from "../src/cards/saved-card.ts"
import { tidyTag } from "../src/parsing/tags.ts"
import { findSaved, withPapers } from "../src/reading/find-saved.ts"
import type { Card } from "../src/vocabulary/card.ts"
import { type ArgumentsOf, type Context, defineCommand } from "../src/vocabulary/command.ts"
import type { SavedPaper } from "../src/vocabulary/readers.ts"
import { words } from "../src/words/words.ts"
import { defaultLimit, pagingOptions, readingStateChoices } from "./options.ts"

const sayings = words.readers.saved

const options = {
  words: { kind: "text", positional: true, description: sayings.options.words },
  state: {
    kind: "choice",
    choices: [...readingStateChoices, { value: "all", label: sayings.everyState }],
    description: sayings.options.state,
  },
  tag: { kind: "text", description: sayings.options.tag },
  ...pagingOptions,
} as const

export const saved = defineCommand({
  name: "saved",
  description: sayings.description,
  options,
  visibility: "private",
  surface: "any",
  needs: "library",
  personal: true,
  examples: sayings.examples,
  run: shownSaved,
})

async function shownSaved(args: ArgumentsOf<typeof options>, context: Context): Promise<Card> {
  const counts = await context.saved.counts(context.actor)
  const { limit = defaultLimit, page = 1 } = args
  const asked = askedFor(args, counts.later)
  const found = await look(asked, { limit, page }, context)
  // The list got shorter while somebody turned pages.
  if (page > found.lastPage) return shownSaved({ ...args, page: found.lastPage }, context)
  if (found.total === 0) return noneSaved({ asked, counts })
  return savedCard({
    ...{ asked, counts, shown: found.shown, now: context.now, timeZone: context.timeZone },
    tags: await context.saved.tags(context.actor),
    paging: { page, limit, total: found.total },
  })
}

type Asked = SavedPage["asked"]

/** Without a filter: the papers still to read, or all when there are none. */
function askedFor({ words: wanted, state, tag }: ArgumentsOf<typeof options>, toRead: number): Asked {
  const isBare = wanted === undefined && tag === undefined
  return {
    state: state ?? (isBare && toRead > 0 ? "later" : "all"),
    ...(tag !== undefined && { tag: tidyTag(tag) }),
    ...(wanted !== undefined && { words: wanted }),
  }
}

type Window = { readonly limit: number; readonly page: number }
type Looked = Pick<SavedPage, "shown"> & { readonly total: number; readonly lastPage: number }

async function look(asked: Asked, { limit, page }: Window, context: Context): Promise<Looked> {
  const { words: wanted, tag } = asked
  const state = asked.state === "all" ? undefined : asked.state
  const { actor } = context
  const { saved, total } =
    wanted === undefined
      ? await context.saved.list(actor, { state, tag, limit, page })
      : pageOf((await findSaved(wanted, actor, { state, tag }, context)).saved, { limit, page })
  return {
    shown: await withPapers(saved, context.library),
    total,
    lastPage: Math.max(1, Math.ceil(total / limit)),
  }
}

function pageOf(all: readonly SavedPaper[], { limit, page }: Window) {
  return { saved: all.slice((page - 1) * limit, page * limit), total: all.length }
}
