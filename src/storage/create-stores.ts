import type { Stores } from "../vocabulary/stores.ts"
import { createAddressStore } from "./address-store.ts"
import { createAuditStore } from "./audit-store.ts"
import { createChatStore } from "./chat-store.ts"
import { createLeaseStore, createRateStore } from "./coordination-stores.ts"
import { createDataRightStore } from "./data-rights.ts"
import { createEditionStore } from "./edition-store.ts"
import type { Engine } from "./engine.ts"
import { createFeedStore } from "./feed-store.ts"
import { createFollowStore } from "./follow-store.ts"
import { createInboxStore } from "./inbox-store.ts"
import { inspect } from "./inspect.ts"
import {
  createFactStore,
  createInstallationStore,
  createResponseCache,
  createVectorStore,
} from "./keyed-stores.ts"
import { createListStore } from "./list-store.ts"
import { createMemberStore } from "./member-store.ts"
import { createPaperStore } from "./paper-store.ts"
import { createPostStore } from "./post-store.ts"
import { createReadingStore } from "./reading-store.ts"
import { createStatsStore } from "./stats-store.ts"
import { createSubscriptionStore } from "./subscription-store.ts"
import { createTasteStore } from "./taste-store.ts"
import { createThreadStore } from "./thread-store.ts"
import { createVoteStore } from "./vote-store.ts"

/** All stores on one engine. */
export function createStores(engine: Engine): Stores {
  const { db } = engine
  const { note, ...audit } = createAuditStore(engine)
  return {
    papers: createPaperStore(engine),
    lists: createListStore(engine),
    votes: createVoteStore(engine),
    posts: createPostStore(engine),
    threads: createThreadStore(engine),
    stats: createStatsStore(db),
    members: createMemberStore(engine),
    readings: createReadingStore(engine),
    dataRights: createDataRightStore(engine, note),
    audit,
    subscriptions: createSubscriptionStore(db, note),
    editions: createEditionStore(engine, note),
    addresses: createAddressStore(engine),
    responses: createResponseCache(engine),
    facts: createFactStore(db),
    chat: createChatStore(engine),
    vectors: createVectorStore(db),
    installations: createInstallationStore(db),
    following: createFollowStore(engine),
    taste: createTasteStore(engine),
    feedAddresses: createFeedStore(engine, note),
    inbox: createInboxStore(engine),
    rates: createRateStore(engine),
    leases: createLeaseStore(db),
    onChange: engine.onChange,
    check: engine.check,
    inspect: () => inspect(engine),
    close: engine.close,
  }
}
