import { askedPaper } from "../src/bot/asked-paper.ts"
import { abstractCard, similarCard, summaryCard } from "../src/cards/details-card.ts"
import type { Paper } from "../src/papers/index.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import type { Card, Text } from "../src/vocabulary/card.ts"
import type { Context } from "../src/vocabulary/command.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import type { PaperStats } from "../src/vocabulary/community-stores.ts"
import { NetworkError, PlatformError } from "../src/vocabulary/errors.ts"
import type { LinkedRepos } from "../src/vocabulary/sources.ts"
import { link, plainText } from "../src/words/runs.ts"
import { words } from "../src/words/words.ts"
import { paperOption } from "./options.ts"

const sayings = words.commands.details

/** As many as are read without scrolling, each with its row of buttons. */
const similarPapers = 4

export const details = defineCommand({
  name: "details",
  description: sayings.description,
  options: {
    paper: paperOption,
    view: {
      kind: "choice",
      description: sayings.options.view,
      choices: [
        { value: "summary", label: sayings.views.summary },
        { value: "abstract", label: sayings.views.abstract },
        { value: "similar", label: sayings.views.similar },
      ],
    },
  },
  visibility: "private",
  surface: "any",
  needs: "library",
  examples: sayings.examples,
  async run({ paper: name, view = "summary" }, context) {
    const asked = await askedPaper(name, context, (paper) => invoke("details", { paper, view }))
    return asked.kind === "question" ? asked.card : views[view](asked.paper, context)
  },
})

const views = { summary: summaryOf, abstract: abstractOf, similar: similarTo } as const

async function summaryOf(paper: Paper, context: Context): Promise<Card> {
  const [stats, listedOn] = await Promise.all([statsOf(paper, context), context.library.listedOn(paper)])
  return summaryCard(paper, { stats, listedOn, places: stats && placesOf(stats, context) })
}

async function abstractOf(paper: Paper, context: Context): Promise<Card> {
  const [stats, linked] = await Promise.all([statsOf(paper, context), linkedRepos(paper, context)])
  return abstractCard(paper, { stats, ...linked })
}

async function similarTo(paper: Paper, context: Context): Promise<Card> {
  const { library, community, actor } = context
  const similar = await library.similar(paper, similarPapers)
  const paperStats = await community.paperStats(
    actor,
    [paper, ...similar].map(({ id }) => id),
  )
  return similarCard(paper, similar, { paperStats })
}

async function statsOf({ id }: Paper, { community, actor }: Context): Promise<PaperStats | undefined> {
  return (await community.paperStats(actor, [id])).get(id)
}

// Models and datasets are an extra: the paper is shown without them when their source is away.
async function linkedRepos(
  paper: Paper,
  { library }: Context,
): Promise<{ readonly linked?: LinkedRepos; readonly notes?: readonly Text[] }> {
  try {
    return { linked: await library.linked(paper) }
  } catch (error) {
    if (error instanceof NetworkError) return { notes: [plainText(sayings.reposUnreachable(error.host))] }
    if (error instanceof PlatformError) return { notes: [plainText(sayings.reposRefused(error.platform))] }
    throw error
  }
}

function placesOf({ threads, posts }: PaperStats, { community }: Context): readonly Text[] {
  const discussed = threads.map((thread) => link(sayings.discussed(thread.replies), community.linkTo(thread)))
  const [newest] = posts
  return newest ? [...discussed, link(sayings.posted, community.linkTo(newest))] : discussed
}
