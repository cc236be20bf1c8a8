import { createIndexFollower, type IndexFile } from "../../../src/library/index-follower.ts"
import { createLibrary } from "../../../src/library/library.ts"
import type { Meaning, MeaningParts } from "../../../src/library/meaning.ts"
import type { Paper, PaperList } from "../../../src/papers/index.ts"
import { NetworkError } from "../../../src/vocabulary/errors.ts"
import type { ArXiv, HuggingFace, ListAnswer } from "../../../src/vocabulary/sources.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { aPaper } from "../../builders.ts"
import { createFakeClock } from "../../clock.ts"
import { openStores } from "../../open-stores.ts"
import { silentLog } from "../../silent-log.ts"

type Given = {
  readonly now?: string
  readonly huggingFace?: Partial<HuggingFace>
  readonly arXiv?: Partial<ArXiv>
  readonly file?: IndexFile
  readonly papers?: readonly Paper[]
  readonly lists?: readonly PaperList[]
  /** Of an earlier world; new and empty otherwise. */
  readonly stores?: Stores
  readonly meaning?: (
    parts: Pick<MeaningParts, "papers" | "vectors" | "facts" | "index" | "clock">,
  ) => Meaning
}

/** A library on real stores and a real index, with sources that a test speaks for; what it gives no words for is away. */
export async function createLibraryWorld(given: Given = {}) {
  const stores = given.stores ?? (await openStores())
  const clock = createFakeClock(given.now ?? "2026-11-24T15:00:00Z")
  if (given.papers) await stores.papers.save(given.papers, clock.now().toString())
  for (const list of given.lists ?? []) await stores.lists.put(list)
  const parts = { papers: stores.papers, clock, log: silentLog }
  const follower = createIndexFollower({ ...parts, file: given.file })
  await follower.open()
  const sources = {
    huggingFace: { ...awayHuggingFace, ...given.huggingFace },
    arXiv: { ...awayArXiv, ...given.arXiv },
  }
  const meaning = given.meaning?.({ ...stores, index: follower.index, clock })
  const library = createLibrary({ ...parts, lists: stores.lists, follower, meaning, ...sources })
  return { stores, clock, follower, library }
}

async function away(): Promise<never> {
  throw new NetworkError("huggingface.co", "huggingface.co cannot be reached")
}

export const awayHuggingFace: HuggingFace = {
  name: "huggingface",
  title: "Hugging Face",
  list: away,
  trending: away,
  search: away,
  paper: away,
  linked: away,
}
export const awayArXiv: ArXiv = {
  name: "arxiv",
  title: "arXiv",
  search: away,
  paper: away,
  papers: away,
  announced: away,
}

/** A day's list as the site answers it. */
export function answer(
  key: string,
  papers: readonly Paper[] = [aPaper()],
  list: Partial<PaperList> = {},
): ListAnswer {
  return { state: "listed", papers, leftOut: [], list: aList(key, papers, list) }
}

export function aList(
  key: string,
  papers: readonly Paper[] = [aPaper()],
  list: Partial<PaperList> = {},
): PaperList {
  return {
    key,
    entries: papers.map(({ id, upvotes, comments }) => ({ paper: id, upvotes, comments })),
    closed: true,
    readAt: "2026-11-24T15:00:00Z",
    source: "huggingface",
    ...list,
  }
}

/** A promise that a test settles when it likes. */
export function deferred<T>() {
  return Promise.withResolvers<T>()
}
