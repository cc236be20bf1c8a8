import { askedPaper } from "../src/bot/asked-paper.ts"
import { paperCard } from "../src/cards/paper-card.ts"
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

const sayings = words.commands.show

export const show = defineCommand({
  name: "show",
  description: sayings.description,
  options: {
    paper: paperOption,
    authors: { kind: "flag", description: sayings.options.authors },
  },
  visibility: "public",
  surface: "any",
  needs: "library",
  examples: sayings.examples,
  async run({ paper: name, authors }, context) {
    const asked = await askedPaper(name, context, (paper) => invoke("show", { paper, authors }))
    return asked.kind === "question" ? asked.card : shownPaper(asked.paper, context, { unfolded: authors })
  },
})

/** The card of one paper, with all that is known about it here and elsewhere. */
export async function shownPaper(
  paper: Paper,
  context: Context,
  { unfolded = false }: { readonly unfolded?: boolean } = {},
): Promise<Card> {
  const { library, community, actor } = context
  const [paperStats, listedOn, linked] = await Promise.all([
    community.paperStats(actor, [paper.id]),
    library.listedOn(paper),
    linkedRepos(paper, context),
  ])
  const stats = paperStats.get(paper.id)
  const places = stats && placesOf(stats, context)
  return paperCard(paper, { listedOn, unfolded, stats, places, ...linked })
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
