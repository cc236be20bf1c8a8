import { askedPaper } from "../src/asked-paper.ts"
import type { Card, Text } from "../src/card.ts"
import { counted } from "../src/cards/counted.ts"
import { paperCard } from "../src/cards/paper-card.ts"
import { link, words } from "../src/cards/runs.ts"
import { defineCommand } from "../src/command.ts"
import type { Context, Standing } from "../src/context.ts"
import { NetworkError, PlatformError } from "../src/errors.ts"
import type { Paper } from "../src/papers/index.ts"
import type { LinkedRepos } from "../src/ports.ts"
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
  surface: "chat",
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
  const [standings, listedOn, linked] = await Promise.all([
    community.standings(actor, [paper.id]),
    library.listedOn(paper),
    linkedRepos(paper, context),
  ])
  const standing = standings.get(paper.id)
  return paperCard(paper, {
    listedOn,
    unfolded,
    ...(standing ? { standing, places: placesOf(standing, context) } : {}),
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

function placesOf({ threads, posts }: Standing, { community }: Context): readonly Text[] {
  const discussed = threads.map((thread) => {
    const replies = thread.replies > 0 ? `, ${counted(thread.replies, "reply", "replies")}` : ""
    return link(`discussed${replies}`, community.linkTo(thread))
  })
  const [newest] = posts
  return newest ? [...discussed, link("posted", community.linkTo(newest))] : discussed
}
