import { isTitleKey, type Paper, type PaperName, titleKey } from "../papers/index.ts"
import { UserError } from "../vocabulary/errors.ts"
import type { Found } from "../vocabulary/library.ts"
import type { Source } from "../vocabulary/sources.ts"
import type { PaperStore } from "../vocabulary/stores.ts"
import { words } from "../words/words.ts"
import type { IndexFollower } from "./index-follower.ts"
import type { Network } from "./network.ts"

/** How many papers an ambiguous name offers to choose from. */
const offered = 5
/** How many hits are looked through for the exact title. */
const lookedThrough = 25
/** One or two words begin a title by chance: "attention" names no paper. */
const wordsOfABeginning = 3

type Needs = {
  readonly papers: PaperStore
  readonly follower: IndexFollower
  /** In the order in which they are asked. */
  readonly sources: readonly Source[]
}

/** Finds the paper that a person named: by its identifier here and at the sources, by words in the index. */
export function createFindPaper({ papers, follower, sources }: Needs, network: Network) {
  const filledIn = new Set<string>()

  return (name: PaperName): Promise<Found> => (name.kind === "id" ? byId(name.id) : byWords(name.text))

  async function byId(id: string): Promise<Found> {
    const known = (await papers.get([id])).get(id)
    if (known !== undefined) return one(known)
    const paper = isTitleKey(id) ? undefined : await elsewhere(id)
    return paper ? { kind: "one", paper } : { kind: "none" }
  }

  async function elsewhere(id: string): Promise<Paper | undefined> {
    let why: string | undefined
    for (const source of sources) {
      const answer = await network.ask(() => source.paper(id), { patient: true })
      if (!answer.reached) why = answer.why
      else if (answer.value) return (await network.keepPapers([answer.value]))[0]
    }
    if (why === undefined) return undefined
    throw new UserError("sources-unreachable", words.library.notStoredYet(id, why), {
      hint: words.library.whenOnline,
      isNetwork: true,
    })
  }

  function one(paper: Paper): Found {
    const isBare = paper.abstract === "" && !isTitleKey(paper.id)
    if (isBare && !filledIn.has(paper.id)) network.askLater(`abstract of ${paper.id}`, () => fillIn(paper.id))
    return { kind: "one", paper }
  }

  /** A paper that is known without its abstract, such as those of the starter library, has it when it is shown again. */
  async function fillIn(id: string): Promise<void> {
    filledIn.add(id)
    for (const source of sources) {
      const paper = await source.paper(id)
      if (paper !== undefined) return void (await network.keepPapers([paper]))
    }
  }

  async function byWords(text: string): Promise<Found> {
    const page = follower.index().search({ text: wordsAlone(text), offset: 0, limit: lookedThrough })
    const ids = page.hits.map((hit) => hit.id)
    const known = await papers.get(ids)
    const found = ids.flatMap((id) => known.get(id) ?? [])
    const [first] = found
    if (first === undefined) return { kind: "none" }
    const meant = theOne(found, text) ?? (page.total === 1 ? first : undefined)
    return meant ? one(meant) : { kind: "several", papers: found.slice(0, offered) }
  }
}

/**
 * The paper whose whole title was written; else the only one whose title holds what was written; else, of several that
 * hold it, the only one whose title begins with it, where enough was written to mean that.
 */
function theOne(papers: readonly Paper[], text: string): Paper | undefined {
  const key = titleKey(text)
  const exact = papers.find((paper) => titleKey(paper.title) === key)
  if (exact !== undefined) return exact
  const written = plain(text)
  const holding = papers.filter((paper) => plain(paper.title).includes(written))
  const beginning = holding.filter((paper) => plain(paper.title).startsWith(written))
  const isTelling = written.split(" ").length >= wordsOfABeginning
  const [only, another] = holding.length > 1 && isTelling ? beginning : holding
  return another === undefined ? only : undefined
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
}

// A title is words, not query language: a colon or minus in it asks for nothing.
function wordsAlone(text: string): string {
  return text.replace(/["“”:]/g, " ").replace(/(^|\s)-+/g, "$1")
}
