import { isNewStyleId, isTitleKey, type Paper, type PaperName, titleKey } from "../papers/index.ts"
import { UserError } from "../vocabulary/errors.ts"
import type { Found } from "../vocabulary/library.ts"
import type { LibraryParts } from "./library.ts"
import type { Network } from "./network.ts"

/** How many papers an ambiguous name offers to choose from. */
const offered = 5

/** How many hits are looked through for the exact title. */
const lookedThrough = 25

/** One or two words begin a title by chance: "attention" names no paper. */
const wordsOfABeginning = 3

/** Finds the paper that a person named: by its identifier here and at the sources, by words in the index. */
export function createFindPaper(parts: LibraryParts, network: Network) {
  const filledIn = new Set<string>()

  return (name: PaperName): Promise<Found> => {
    switch (name.kind) {
      case "id":
        return byId(name.id)
      case "words":
        return byWords(name.text)
      default:
        return name satisfies never
    }
  }

  async function byId(id: string): Promise<Found> {
    const known = (await parts.papers.get([id])).get(id)
    if (known !== undefined) return one(known)
    const paper = isTitleKey(id) ? undefined : await elsewhere(id)
    return paper ? { kind: "one", paper } : { kind: "none" }
  }

  async function elsewhere(id: string): Promise<Paper | undefined> {
    let why: string | undefined
    for (const question of sourcesOf(id)) {
      const answer = await network.ask(question, { patient: true })
      if (!answer.reached) why = answer.why
      if (!answer.reached || answer.value === undefined) continue
      return (await network.keepPapers([answer.value]))[0]
    }
    if (why === undefined) return undefined
    throw new UserError("sources-unreachable", `${id} is not here yet, and could not be asked for: ${why}.`, {
      hint: "Try again when the network is back.",
    })
  }

  function sourcesOf(id: string): readonly (() => Promise<Paper | undefined>)[] {
    const fromArXiv = async () => (await parts.arXiv.papers([id])).values[0]
    return isNewStyleId(id) ? [() => parts.huggingFace.paper(id), fromArXiv] : [fromArXiv]
  }

  function one(paper: Paper): Found {
    const isBare = paper.abstract === "" && !isTitleKey(paper.id)
    if (isBare && !filledIn.has(paper.id)) network.askLater(`abstract of ${paper.id}`, () => fillIn(paper.id))
    return { kind: "one", paper }
  }

  /** What is known by a short entry alone, as all of the starter library is, is whole when it is shown again. */
  async function fillIn(id: string): Promise<void> {
    filledIn.add(id)
    for (const question of sourcesOf(id)) {
      const paper = await question()
      if (paper !== undefined) return void (await network.keepPapers([paper]))
    }
  }

  async function byWords(text: string): Promise<Found> {
    const found = parts.follower.index().search({ text: wordsAlone(text), offset: 0, limit: lookedThrough })
    const ids = found.hits.map((hit) => hit.id)
    const known = await parts.papers.get(ids)
    const papers = ids.map((id) => known.get(id)).filter((paper) => paper !== undefined)
    const [first] = papers
    if (first === undefined) return { kind: "none" }
    const meant = theOne(papers, text) ?? (found.total === 1 ? first : undefined)
    return meant ? one(meant) : { kind: "several", papers: papers.slice(0, offered) }
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
  const words = plain(text)
  const holding = papers.filter((paper) => plain(paper.title).includes(words))
  const beginning = holding.filter((paper) => plain(paper.title).startsWith(words))
  const [only, another] = holding.length > 1 && isTelling(words) ? beginning : holding
  return another === undefined ? only : undefined
}

function isTelling(words: string): boolean {
  return words.split(" ").length >= wordsOfABeginning
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
