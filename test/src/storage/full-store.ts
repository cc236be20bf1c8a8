import type { Stores } from "../../../src/vocabulary/stores.ts"
import { anActor } from "../../builders.ts"
import {
  aCard,
  aDelivery,
  aMessage,
  anEdition,
  aPaper,
  aSubscription,
  at,
  papers,
} from "../../contracts/stores/builders.ts"

/** Puts something into every table, more papers than fit into a page of rows. */
export async function fill(stores: Stores): Promise<void> {
  await stores.papers.save([...papers(1_200), aPaper({ remark: "½ of them 🎉 – \u0000 and more" })], at(0))
  await stores.papers.remove(["2402.00003"])
  const list = { key: "2026-03-02", closed: true, readAt: at(0), source: "huggingface" as const }
  const entries = [{ paper: "2402.00001", upvotes: 3, comments: 1 }]
  await stores.lists.put({ ...list, entries })
  const post = { community: "discord:1", place: "papers", message: "m1" }
  await stores.votes.set({ community: "discord:1", member: "a", paper: "2402.00001" }, true, at(0), post)
  await stores.posts.add({ ...post, paper: "2402.00001", kind: "post", at: at(0) })
  const thread = { community: "discord:1", place: "papers", thread: "t1", paper: "2402.00001" }
  await stores.threads.add({ ...thread, openedBy: "a", at: at(0), replies: 2 })
  const admin = anActor({ community: "discord:1", member: "a", memberName: "Ada" })
  await stores.audit.during(admin, at(0), () => stores.subscriptions.save(aSubscription()))
  const sent = aDelivery({ id: "d1", position: 1, community: "slack:T1", publish: true })
  await stores.editions.plan(anEdition(), [aDelivery(), sent], at(60))
  const address = {
    community: "discord:1",
    member: "a",
    sealed: "sealed",
    state: "asked" as const,
    at: at(0),
  }
  await stores.addresses.add({ ...address, id: "address-1" })
  await stores.addresses.ask([{ hash: "hash", most: 3 }], at(0), at(0))
  const [claim] = await stores.editions.claim({
    now: at(0),
    leaseUntil: at(5),
    limit: 1,
    platform: "slack",
  })
  if (claim) await stores.editions.confirm(claim, { ...claim, message: "m2" }, at(0))
  await stores.responses.put({
    url: "https://a.example",
    status: 200,
    headers: {},
    body: "{}",
    storedAt: at(0),
  })
  await stores.facts.put("starter", "loaded")
  await stores.chat.add(aMessage("1", { card: aCard(), text: "nul: \u0000" }))
  await stores.vectors.put("small", new Map([["2402.00001", new Float32Array([0.1, -2.5e-8])]]))
  const ada = { community: "discord:1", member: "a" }
  const { person } = await stores.members.ensure(ada)
  await stores.members.update(ada, { timeZone: "Europe/Berlin", locale: "de" })
  await stores.readings.save(person, "2402.00001", { note: "½ of it", tags: ["a"] }, at(0))
  await stores.members.offer("AAAA", ada, at(10))
  const feed = { id: "f1", kind: "saved", person, createdAt: at(0), generation: 1 } as const
  await stores.feedAddresses.add(feed, "hash", 1)
  await stores.feedAddresses.show(feed.id, [{ paper: "2401.00001", at: feed.createdAt }])
  await stores.taste.set(person, "2402.00001", "less", at(0))
  await stores.taste.startAt(person, at(0))
  const follow = {
    id: "f1",
    person,
    kind: "search",
    text: "diffusion",
    name: "diffusion",
    createdAt: at(0),
  } as const
  await stores.following.add(follow, 50)
  await stores.following.addFinds([{ follow: "f1", paper: "2402.00001", number: 1, at: at(0) }])
  await stores.dataRights.leave("discord:2", at(0))
  const gone = { community: "discord:2", member: "b" }
  await stores.dataRights.forget({ accounts: [gone], everywhere: [], own: [] }, at(0))
  await stores.installations.put({ community: "slack:T1", sealed: "s", at: at(0) })
  await stores.inbox.keep({ platform: "slack", id: "Ev1", body: "{}", at: at(0) }, at(1))
  await stores.rates.take("discord", at(0), 50)
  await stores.leases.take("delivery", "a", at(1), at(0))
}
