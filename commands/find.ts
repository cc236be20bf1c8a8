import { cardOf } from "../src/cards/layout.ts"
import { paperItem } from "../src/cards/paper-item.ts"
import { type Paper, paperIdsIn } from "../src/papers/index.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import type { Card } from "../src/vocabulary/card.ts"
import type { Context } from "../src/vocabulary/command.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import { words } from "../src/words/words.ts"
import { shownPaper } from "./show.ts"

/** A message with more links is a list of its own; the rest is counted. */
const mostPapers = 10

/** As long as any platform lets an option be; messages are shorter. */
const longestText = 6000

const sayings = words.commands.find

export const find = defineCommand({
  name: "find",
  description: sayings.description,
  options: {
    text: {
      kind: "text",
      positional: true,
      query: true,
      maxLength: longestText,
      description: sayings.options.text,
    },
  },
  visibility: "private",
  surface: "any",
  needs: "library",
  examples: sayings.examples,
  async run({ text = "" }, context) {
    const ids = paperIdsIn(text)
    if (ids.length === 0) throw noLinks(text)
    const { papers, unasked } = await found(ids.slice(0, mostPapers), context)
    const [first, second] = papers
    if (first === undefined)
      throw new UserError("not-found", sayings.noneFound(ids.join(", ")), { hint: sayings.noneFoundHint })
    return second === undefined && ids.length === 1
      ? shownPaper(first, context)
      : foundList(ids, { papers, unasked }, context)
  },
})

type FoundPapers = {
  readonly papers: readonly Paper[]
  /** Identifiers of those whose sources cannot be reached. */
  readonly unasked: readonly string[]
}

/** What is here is shown, also where a source of the rest is away; only with nothing to show that is the answer. */
async function found(ids: readonly string[], { library }: Context): Promise<FoundPapers> {
  const asked = await Promise.all(
    ids.map(async (id) => {
      try {
        return { id, answer: await library.find({ kind: "id", id }) }
      } catch (error) {
        if (error instanceof UserError) return { id, error }
        throw error
      }
    }),
  )
  const papers = asked.flatMap(({ answer }) => (answer?.kind === "one" ? [answer.paper] : []))
  const failed = asked.filter(({ error }) => error !== undefined)
  if (papers.length === 0 && failed[0]) throw failed[0].error
  return { papers, unasked: failed.map(({ id }) => id) }
}

async function foundList(
  ids: readonly string[],
  { papers, unasked }: FoundPapers,
  { community, actor }: Context,
): Promise<Card> {
  const found = papers.map(({ id }) => id)
  const paperStats = await community.paperStats(actor, found)
  const known = [...found, ...unasked]
  const missing = ids.slice(0, mostPapers).filter((id) => !known.includes(id))
  const beyond = ids.length - mostPapers
  return cardOf({
    title: sayings.title,
    items: papers.map((paper) => paperItem(paper, { stats: paperStats.get(paper.id) })),
    start: 1,
    notes: [
      missing.length > 0 ? sayings.missing(missing.join(", ")) : "",
      unasked.length > 0 ? sayings.unasked(unasked.join(", ")) : "",
      beyond > 0 ? sayings.beyond(beyond) : "",
    ],
  })
}

/** Longer texts are messages, and nobody searches for those. */
const longestSearch = 200

function noLinks(text: string): UserError {
  const query = text.trim()
  const isSearch = query !== "" && text.length <= longestSearch
  return new UserError("no-links", sayings.noLinks, {
    hint: isSearch ? sayings.searchHint : sayings.noLinksHint,
    suggestion: isSearch ? invoke("search", { query }) : undefined,
  })
}
