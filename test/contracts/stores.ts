/**
 * What every store promises, as facts that each engine proves for itself. `open` gives a new, empty place to store in;
 * every `connect` to it is a process of its own as far as the engine can tell.
 */
import { afterEach, beforeEach, describe } from "vitest"
import type { Stores } from "../../src/vocabulary/stores.ts"
import { addressFacts } from "./stores/addresses.ts"
import { auditFacts } from "./stores/audit.ts"
import { chatFacts } from "./stores/chat.ts"
import { claimFacts } from "./stores/claims.ts"
import { dataRightFacts } from "./stores/data-rights.ts"
import { editionFacts } from "./stores/editions.ts"
import { feedFacts } from "./stores/feeds.ts"
import { finishingFacts } from "./stores/finishing.ts"
import { followFacts } from "./stores/follows.ts"
import { inboxFacts } from "./stores/inbox.ts"
import { joiningFacts } from "./stores/joining.ts"
import { listFacts } from "./stores/lists.ts"
import { memberFacts } from "./stores/members.ts"
import { paperFacts } from "./stores/papers.ts"
import { postFacts } from "./stores/posts.ts"
import { readingFacts } from "./stores/readings.ts"
import { sharedUseFacts } from "./stores/shared-use.ts"
import { smallFacts } from "./stores/small.ts"
import { statsFacts } from "./stores/stats.ts"
import { subscriptionFacts } from "./stores/subscriptions.ts"
import { tasteFacts } from "./stores/taste.ts"
import { threadFacts } from "./stores/threads.ts"
import { twoProcessFacts } from "./stores/two-processes.ts"
import { voteFacts } from "./stores/votes.ts"
import { waysOfVotingFacts } from "./stores/ways.ts"

export type StorePlace = {
  connect(): Promise<Stores>
  remove(): Promise<void>
}

/** What the facts are about: the stores, and on demand the same stores through another connection. */
export type Given = {
  stores(): Stores
  another(): Promise<Stores>
}

export function storeContract(engine: { readonly name: string; open(): Promise<StorePlace> }): void {
  describe(`the stores on ${engine.name}`, () => {
    const given = useStores(engine.open)
    describe("papers", () => paperFacts(given))
    describe("papers that become one", () => joiningFacts(given))
    describe("lists", () => listFacts(given))
    describe("votes", () => voteFacts(given))
    describe("ways of voting", () => waysOfVotingFacts(given))
    describe("posts", () => postFacts(given))
    describe("threads", () => threadFacts(given))
    describe("members", () => memberFacts(given))
    describe("saved papers", () => readingFacts(given))
    describe("what is kept of people", () => dataRightFacts(given))
    describe("who changed what", () => auditFacts(given))
    describe("stats", () => statsFacts(given))
    describe("subscriptions", () => subscriptionFacts(given))
    describe("addresses", () => addressFacts(given))
    describe("editions", () => editionFacts(given))
    describe("claims", () => claimFacts(given))
    describe("what finishes messages", () => finishingFacts(given))
    describe("follows", () => followFacts(given))
    describe("feeds", () => feedFacts(given))
    describe("taste", () => tasteFacts(given))
    describe("the page's chat", () => chatFacts(given))
    describe("events that platforms deliver", () => inboxFacts(given))
    describe("responses, facts and vectors", () => smallFacts(given))
    describe("shared use", () => sharedUseFacts(given))
    describe("two processes", () => twoProcessFacts(given))
  })
}

function useStores(open: () => Promise<StorePlace>): Given {
  let place: StorePlace
  let connections: Stores[] = []
  const another = async () => {
    const stores = await place.connect()
    connections.push(stores)
    return stores
  }
  beforeEach(async () => {
    place = await open()
    connections = []
    await another()
  })
  afterEach(async () => {
    for (const stores of connections) await stores.close()
    await place.remove()
  })
  return {
    stores() {
      const [first] = connections
      if (first === undefined) throw new Error("no store is open outside a test")
      return first
    },
    another,
  }
}
