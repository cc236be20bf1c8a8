import { expect, test } from "vitest"
import { anActor } from "../../builders.ts"
import type { Given } from "../stores.ts"
import { aDelivery, anEdition, aSubscription, at } from "./builders.ts"

const ada = anActor({
  platform: "discord",
  community: "discord:1",
  place: "staff",
  member: "1",
  memberName: "Ada",
})
const page = { offset: 0, limit: 10 }

export function auditFacts({ stores }: Given): void {
  const kept = (community = "discord:1") => stores().audit.of(community, page)
  const kinds = async () => (await kept()).entries.map(({ change }) => change.kind)
  const doing = <T>(work: () => Promise<T>, when = 1) => stores().audit.during(ada, at(when), work)

  test("a change is kept with who made it, for what, from where, and what it was before", async () => {
    const post = aSubscription({ community: "discord:1", createdBy: "1" })
    await stores().subscriptions.save(post)
    await doing(() => stores().subscriptions.save({ ...post, budget: 3 }))
    expect(await kept()).toEqual({
      total: 1,
      entries: [
        {
          ...{ community: "discord:1", place: post.place, at: at(1), member: "1", memberName: "Ada" },
          ...{ via: "discord", origin: "staff" },
          change: {
            kind: "settings",
            before: { ...post, createdBy: "" },
            after: { ...post, budget: 3, createdBy: "" },
          },
        },
      ],
    })
  })

  test("what can't be kept isn't changed", async () => {
    const nobody = { ...ada, memberName: undefined as unknown as string }
    const saving = stores().audit.during(nobody, at(1), () =>
      stores().subscriptions.save(aSubscription({ community: "discord:1" })),
    )
    await expect(saving).rejects.toThrow()
    expect(await stores().subscriptions.get(aSubscription().id)).toBeUndefined()
  })

  test("nothing is kept of what the bot does by itself, even where a call set it going", async () => {
    const post = aSubscription({ community: "discord:1" })
    let later: Promise<void> | undefined
    const called = Promise.withResolvers<void>()
    await doing(async () => {
      later = called.promise.then(() => stores().subscriptions.save(post))
    })
    called.resolve()
    await later
    await stores().subscriptions.save({ ...post, budget: 3 })
    expect(await kept()).toEqual({ entries: [], total: 0 })
  })

  test("what a member gets for themselves is in nobody's audit, by direct message or by mail", async () => {
    for (const kind of ["member", "address"] as const) {
      const own = aSubscription({ id: kind, community: "discord:1", audience: { kind, member: "1" } })
      await doing(() => stores().subscriptions.save(own))
      await doing(() => stores().subscriptions.save({ ...own, budget: 3 }))
      await doing(() => stores().subscriptions.remove(kind))
    }
    expect(await kept()).toEqual({ entries: [], total: 0 })
  })

  test("posts by hand, skipped, allowed again and deleted ones are kept, newest first", async () => {
    const { subscriptions, editions } = stores()
    const post = aSubscription({ id: "s1", community: "discord:1" })
    await subscriptions.save(post)
    const ahead = anEdition({ id: "e1", subscription: "s1", state: "removed", dueAt: at(500) })
    await doing(() => editions.plan(ahead, [], at(600)), 1)
    await doing(() => editions.putBack("e1"), 2)
    await doing(
      () =>
        editions.plan(
          anEdition({ id: "e2", subscription: "s1" }),
          [aDelivery({ id: "d", edition: "e2" })],
          at(9),
        ),
      3,
    )
    await doing(() => editions.takeOut("e2", "unwanted", at(9)), 4)
    await doing(() => subscriptions.remove("s1"), 5)
    expect(await kinds()).toEqual(["settings", "skipped", "posted", "put-back", "skipped"])
  })

  test("what a member gets for themselves is nobody's business", async () => {
    const audience = { kind: "member", member: "1" } as const
    await doing(() => stores().subscriptions.save(aSubscription({ community: "discord:1", audience })))
    expect(await kinds()).toEqual([])
  })

  test("a forgotten member has no name in it, and neither has who asked to be", async () => {
    await doing(() => stores().subscriptions.save(aSubscription({ community: "discord:1", createdBy: "1" })))
    const subject = { accounts: [ada], everywhere: [], own: [] }
    expect(Object.keys(await stores().dataRights.holdings(subject))).toContain("audit")
    await doing(() => stores().dataRights.forget(subject, at(2)), 2)
    const { entries } = await kept()
    expect(
      entries.map(({ change, memberName, member, origin }) => [change.kind, memberName, member, origin]),
    ).toEqual([
      ["forgotten", "", "", ""],
      ["settings", "", "", ""],
    ])
    expect(JSON.stringify(entries)).not.toContain("Ada")
    expect(await stores().dataRights.holdings(subject)).toEqual({})
  })

  test("communities don't see each other's, and pages go on where the last one ended", async () => {
    for (const n of [1, 2, 3])
      await doing(() => stores().subscriptions.save(aSubscription({ community: "discord:1", budget: n })), n)
    expect(await kept("discord:2")).toEqual({ entries: [], total: 0 })
    const { entries, total } = await stores().audit.of("discord:1", { offset: 2, limit: 2 })
    expect([entries.map((entry) => entry.at), total]).toEqual([[at(1)], 3])
  })
}
