import { listCard } from "../src/cards/list-card.ts"
import { paperItem, standingOf } from "../src/cards/paper-item.ts"
import { words } from "../src/cards/runs.ts"
import { defineCommand } from "../src/command.ts"
import type { Context } from "../src/context.ts"
import { UserError } from "../src/errors.ts"
import { type Paper, paperIdsIn } from "../src/papers/index.ts"
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
  surface: "chat",
  examples: ["find 1706.03762 and 2401.12345", "find https://arxiv.org/abs/1706.03762"],
  async run({ text = "" }, context) {
    const ids = paperIdsIn(text)
    if (ids.length === 0) throw noLinks(text)
    const papers = await found(ids.slice(0, mostPapers), context)
    const [first, second] = papers
    if (first === undefined) {
      throw new UserError("not-found", `There is no paper ${ids.join(", ")} that I can find.`, {
        hint: "It may be too new, or its source cannot be reached just now.",
      })
    }
    return second === undefined && ids.length === 1
      ? shownPaper(first, context)
      : foundList(ids, papers, context)
  },
})

async function found(ids: readonly string[], { library }: Context): Promise<readonly Paper[]> {
  const answers = await Promise.all(ids.map((id) => library.find({ kind: "id", id })))
  return answers.flatMap((answer) => (answer.kind === "one" ? [answer.paper] : []))
}

async function foundList(ids: readonly string[], papers: readonly Paper[], { community, actor }: Context) {
  const standings = await community.standings(
    actor,
    papers.map(({ id }) => id),
  )
  const missing = ids.slice(0, mostPapers).filter((id) => !papers.some((paper) => paper.id === id))
  const beyond = ids.length - mostPapers
  return listCard({
    title: words("Papers in this text"),
    items: papers.map((paper) => paperItem(paper, standingOf(paper, standings))),
    start: 1,
    notes: [
      missing.length > 0 ? words(`Not found: ${missing.join(", ")}`) : [],
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
