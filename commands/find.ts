import { listCard } from "../src/cards/list-card.ts"
import { paperItem, statsOf } from "../src/cards/paper-item.ts"
import { type Paper, paperIdsIn } from "../src/papers/index.ts"
import type { Context } from "../src/vocabulary/command.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import { words } from "../src/words/runs.ts"
import { localized } from "./localized.ts"
import { shownPaper } from "./show.ts"

/** A message with more links is a list of its own; the rest is counted. */
const mostPapers = 10

export const find = defineCommand({
  name: "find",
  description: "The papers that a text or message links to",
  localized: localized.find,
  options: {
    // As long as Discord lets an option be; its messages are shorter.
    text: {
      kind: "text",
      positional: true,
      query: true,
      maxLength: 6000,
      description: "Text with links or arXiv numbers",
    },
  },
  visibility: "private",
  surface: "any",
  needs: "library",
  examples: ["find 1706.03762 and 2401.12345", "find https://arxiv.org/abs/1706.03762"],
  async run({ text = "" }, context) {
    const ids = paperIdsIn(text)
    if (ids.length === 0) throw noLinks(text)
    const { papers, unasked } = await found(ids.slice(0, mostPapers), context)
    const [first, second] = papers
    if (first === undefined) {
      throw new UserError("not-found", `There is no paper ${ids.join(", ")} that I can find.`, {
        hint: "It may be too new, or its source cannot be reached just now.",
      })
    }
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
) {
  const paperStats = await community.paperStats(
    actor,
    papers.map(({ id }) => id),
  )
  const known = [...papers.map(({ id }) => id), ...unasked]
  const missing = ids.slice(0, mostPapers).filter((id) => !known.includes(id))
  const beyond = ids.length - mostPapers
  return listCard({
    title: words("Papers in this text"),
    items: papers.map((paper) => paperItem(paper, statsOf(paper, paperStats))),
    start: 1,
    notes: [
      missing.length > 0 ? words(`Not found: ${missing.join(", ")}`) : [],
      unasked.length > 0
        ? words(`Not here yet, and out of reach just now: ${unasked.join(", ")}. Try again later.`)
        : [],
      beyond > 0 ? words(`and ${beyond} more`) : [],
    ],
  })
}

/** Longer texts are messages, and nobody searches for those. */
const longestSearch = 200

function noLinks(text: string): UserError {
  const isSearch = text.trim() !== "" && text.length <= longestSearch
  return new UserError("no-links", "No link to a paper and no arXiv number is in it.", {
    hint: isSearch
      ? "To find papers by words, use `search`."
      : "Links to arXiv, Hugging Face and others are read.",
    ...(isSearch ? { suggestion: `search ${text.trim()}` } : {}),
  })
}
