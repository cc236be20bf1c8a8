/** What the page reads, over real stores and without a network. */
import { addressKeeper } from "../../../adapters/mail/address-keeper.ts"
import type { ReadServices } from "../../../adapters/web/options.ts"
import { createDigesting } from "../../../src/digests/digesting.ts"
import { followedSource } from "../../../src/digests/followed.ts"
import { recommendedFrom } from "../../../src/digests/recommended.ts"
import { createFeeds } from "../../../src/feeds/index.ts"
import { createFollower } from "../../../src/following/follower.ts"
import { createFollows } from "../../../src/following/follows.ts"
import { createIndexFollower } from "../../../src/library/index-follower.ts"
import { createLibrary } from "../../../src/library/library.ts"
import { createPersons } from "../../../src/reading/persons.ts"
import { createSavedPapers } from "../../../src/reading/saved-papers.ts"
import { createRecommendations } from "../../../src/recommending/recommendations.ts"
import type { Services } from "../../../src/vocabulary/services.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { silentLog } from "../../silent-log.ts"
import { awayArXiv, awayHuggingFace } from "../../src/library/world.ts"

/** The services, with an index of what the stores hold now. */
export async function readServices(stores: Stores, clock: Services["clock"]): Promise<ReadServices> {
  const parts = { papers: stores.papers, clock, log: silentLog }
  const index = createIndexFollower(parts)
  await index.open()
  const sources = { huggingFace: awayHuggingFace, arXiv: awayArXiv }
  const library = createLibrary({ ...parts, lists: stores.lists, follower: index, ...sources })
  const adapters = new Map()
  const persons = createPersons({ ...stores, adapters })
  const saved = createSavedPapers({ ...stores, persons, clock })
  const following = {
    ...stores,
    store: stores.following,
    library,
    persons,
    clock,
    log: silentLog,
    random: Math.random,
  }
  const follower = createFollower({ ...following, reindex: index.refresh })
  const own = { ...stores, library, persons, saved, adapters, clock, log: silentLog }
  const follows = createFollows({ ...following, follower })
  const recommendations = createRecommendations(own)
  return {
    ...own,
    ...{ follows, recommendations },
    feeds: createFeeds({
      ...own,
      random: Math.random,
      keys: () => [Buffer.alloc(32, 7)],
      indexed: index.cursor,
      origin: () => "https://papers.example.org",
    }),
    ...createDigesting({
      ...own,
      perHour: 1,
      holder: "test",
      keeper: addressKeeper(() => [Buffer.alloc(32, 7)]),
      sources: {
        ...followedSource({ follows }),
        recommended: recommendedFrom({ recommendations }),
        found: async () => [],
      },
    }),
  }
}
