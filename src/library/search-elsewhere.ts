import type { Paper } from "../papers/index.ts"
import { UserError } from "../vocabulary/errors.ts"
import type { SearchPage } from "../vocabulary/search-request.ts"
import type { Parsed } from "../vocabulary/sources.ts"
import type { LibraryParts } from "./library.ts"
import type { Network } from "./network.ts"

type Elsewhere = {
  readonly from: "huggingface" | "arxiv"
  readonly name: string
  readonly search: (text: string, limit: number) => Promise<Parsed<Paper>>
}

/** Hugging Face's own search and, where that has nothing, arXiv's. What they find is kept in the store. */
export function createSearchElsewhere(parts: LibraryParts, network: Network) {
  const places: readonly Elsewhere[] = [
    {
      from: "huggingface",
      name: "Hugging Face",
      search: (text, limit) => parts.huggingFace.search(text, limit),
    },
    { from: "arxiv", name: "arXiv", search: (text, limit) => parts.arXiv.search(text, limit) },
  ]

  return async (text: string, limit: number): Promise<SearchPage> => {
    const failures: string[] = []
    for (const place of places) {
      const answer = await network.ask(() => searchAndKeep(place, text, limit), { patient: true })
      if (!answer.reached) failures.push(`${place.name}: ${answer.why}`)
      else if (answer.value.length > 0) return pageOf(place, answer.value.slice(0, limit))
    }
    if (failures.length < places.length) return { hits: [], total: 0, from: "arxiv" }
    throw new UserError(
      "sources-unreachable",
      `No other source could be searched (${failures.join("; ")}).`,
      {
        hint: "What is stored here can still be searched.",
      },
    )
  }

  async function searchAndKeep(place: Elsewhere, text: string, limit: number): Promise<readonly Paper[]> {
    const found = await place.search(text, limit)
    return network.keepPapers(found.values)
  }
}

function pageOf(place: Elsewhere, papers: readonly Paper[]): SearchPage {
  return {
    hits: papers.map((paper) => ({
      paper,
      title: [{ text: paper.title }],
      why: `found by ${place.name}'s own search`,
    })),
    total: papers.length,
    from: place.from,
  }
}
