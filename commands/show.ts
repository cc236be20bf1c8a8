import { askedPaper } from "../src/bot/asked-paper.ts"
import { paperCard } from "../src/cards/paper-card.ts"
import type { Paper } from "../src/papers/index.ts"
import type { Card, Text } from "../src/vocabulary/card.ts"
import type { Context } from "../src/vocabulary/command.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import type { PaperStats } from "../src/vocabulary/community-stores.ts"
import { NetworkError, PlatformError } from "../src/vocabulary/errors.ts"
import type { LinkedRepos } from "../src/vocabulary/sources.ts"
import { counted } from "../src/words/counted.ts"
import { link, words } from "../src/words/runs.ts"
import { localized } from "./localized.ts"
import { paperOption } from "./options.ts"

export const show = defineCommand({
  name: "show",
  description: "One paper in full: abstract, votes, code, models, and where it was discussed here",
  localized: localized.show,
  options: {
    paper: paperOption,
    authors: { kind: "flag", description: "Name all authors" },
  },
  visibility: "public",
  surface: "any",
  needs: "library",
  examples: [
    "show 1706.03762",
    "show attention is all you need",
    "show https://huggingface.co/papers/1706.03762",
  ],
  async run({ paper: name, authors }, context) {
    const asked = await askedPaper(name, context, { command: "show" })
    if (asked.kind === "question") return asked.card
    return shownPaper(asked.paper, context, { unfolded: authors })
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
  return paperCard(paper, {
    listedOn,
    unfolded,
    ...(stats ? { stats, places: placesOf(stats, context) } : {}),
    ...("repos" in linked ? { linked: linked.repos } : { notes: [words(linked.note)] }),
  })
}

// Models and datasets are an extra: the paper is shown without them when their source is away.
async function linkedRepos(
  paper: Paper,
  { library }: Context,
): Promise<{ readonly repos: LinkedRepos } | { readonly note: string }> {
  try {
    const repos = await library.linked(paper)
    return { repos: repos ?? { models: [], datasets: [], spaces: [] } }
  } catch (error) {
    if (error instanceof NetworkError)
      return { note: `Linked models and datasets: ${error.host} cannot be reached now` }
    if (error instanceof PlatformError)
      return { note: `Linked models and datasets: ${error.platform} refused` }
    throw error
  }
}

function placesOf({ threads, posts }: PaperStats, { community }: Context): readonly Text[] {
  const discussed = threads.map((thread) => {
    const replies = thread.replies > 0 ? `, ${counted(thread.replies, "reply", "replies")}` : ""
    return link(`discussed${replies}`, community.linkTo(thread))
  })
  const [newest] = posts
  return newest ? [...discussed, link("posted", community.linkTo(newest))] : discussed
}
