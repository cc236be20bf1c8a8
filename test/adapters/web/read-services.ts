/** What the page reads, over real stores and without a network. */
import type { ReadServices } from "../../../adapters/web/options.ts"
import { createIndexFollower } from "../../../src/library/index-follower.ts"
import { createLibrary } from "../../../src/library/library.ts"
import { createPersons } from "../../../src/reading/persons.ts"
import { createSavedPapers } from "../../../src/reading/saved-papers.ts"
import type { Services } from "../../../src/vocabulary/services.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { silentLog } from "../../silent-log.ts"
import { awayArXiv, awayHuggingFace } from "../../src/library/world.ts"

/** The services, with an index of what the stores hold now. */
export async function readServices(stores: Stores, clock: Services["clock"]): Promise<ReadServices> {
  const parts = { papers: stores.papers, clock, log: silentLog }
  const follower = createIndexFollower(parts)
  await follower.open()
  const sources = { huggingFace: awayHuggingFace, arXiv: awayArXiv }
  const library = createLibrary({ ...parts, lists: stores.lists, follower, ...sources })
  const adapters = new Map()
  const saved = createSavedPapers({ ...stores, persons: createPersons({ ...stores, adapters }), clock })
  return { ...stores, library, saved, adapters, clock, log: silentLog }
}
