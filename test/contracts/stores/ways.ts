import fc from "fast-check"
import { expect, test } from "vitest"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import type { Given } from "../stores.ts"
import { aPost, at } from "./builders.ts"

const community = "discord:1"
const paper = "2401.00001"
const members = ["ada", "ben"] as const
const posts = ["100", "101"].map((message) => aPost({ message, paper }))
const emoji = ["👍", "👍🏽"] as const

const aMember = fc.constantFrom(...members)
const aPostOf = fc.constantFrom(...posts)
const aReaction = fc.record({ member: aMember, reaction: fc.constantFrom(...emoji) })
const aDeed = fc.oneof(
  fc.record({ kind: fc.constant("button" as const), member: aMember, on: fc.boolean() }),
  fc.record({ kind: fc.constant("react" as const), post: aPostOf, by: aReaction, on: fc.boolean() }),
  fc.record({
    kind: fc.constant("read" as const),
    post: aPostOf,
    found: fc.uniqueArray(aReaction, { selector: keyOf }),
  }),
)
type Deed = typeof aDeed extends fc.Arbitrary<infer T> ? T : never

function keyOf({ member, reaction }: { readonly member: string; readonly reaction?: string }): string {
  return `${member} ${reaction}`
}

/** Who votes after these deeds, in ten lines: whoever has a way of voting left. */
function votersAfter(deeds: readonly Deed[]): readonly string[] {
  const ways = new Set<string>()
  for (const deed of deeds) {
    if (deed.kind === "button") ways[deed.on ? "add" : "delete"](`${deed.member} button`)
    else if (deed.kind === "react") ways[deed.on ? "add" : "delete"](`${keyOf(deed.by)} ${deed.post.message}`)
    else {
      for (const way of ways) if (way.endsWith(` ${deed.post.message}`)) ways.delete(way)
      for (const by of deed.found) ways.add(`${keyOf(by)} ${deed.post.message}`)
    }
  }
  return members.filter((member) => [...ways].some((way) => way.startsWith(`${member} `)))
}

async function run(stores: Stores, deed: Deed): Promise<void> {
  if (deed.kind === "button")
    await stores.votes.set({ community, paper, member: deed.member }, deed.on, at(0))
  else if (deed.kind === "read") await stores.votes.reconcile(deed.post, paper, deed.found, at(0))
  else {
    const { post, by, on } = deed
    const via = { community, place: post.place, message: post.message, reaction: by.reaction }
    await stores.votes.set({ community, paper, member: by.member }, on, at(0), via)
  }
}

async function voters(stores: Stores): Promise<readonly string[]> {
  const stats = await Promise.all(members.map((member) => stores.stats.of(community, member, [paper])))
  const found = members.filter((_, index) => stats[index]?.get(paper)?.mine)
  expect(stats.map((of) => of.get(paper)?.votes)).toEqual(members.map(() => found.length))
  return found
}

export function waysOfVotingFacts({ stores }: Given): void {
  test("a member has one vote for a paper while any way of voting is left, whatever happens in which order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aDeed, { maxLength: 12 }), async (deeds) => {
        for (const post of posts) await stores().posts.add(post)
        for (const deed of deeds) await run(stores(), deed)
        expect(await voters(stores())).toEqual(votersAfter(deeds))
        // For the next one.
        for (const member of members) await stores().votes.set({ community, paper, member }, false, at(0))
        for (const post of posts) await stores().votes.reconcile(post, paper, [], at(0))
      }),
      { numRuns: 60 },
    )
  })

  test("a vote by button stays when a reaction is taken off, and says so the other way round", async () => {
    const [post] = posts
    const ada = { community, paper, member: "ada" }
    await stores().posts.add(posts[0] ?? aPost())
    await stores().votes.set(ada, true, at(0))
    await stores().votes.set(ada, true, at(1), post)
    expect(await stores().votes.set(ada, false, at(2), post)).toEqual({
      changed: false,
      votes: 1,
      remains: true,
    })
    await stores().votes.set(ada, true, at(3), post)
    expect(await stores().votes.set(ada, false, at(4))).toEqual({ changed: false, votes: 1, remains: true })
  })

  test("a reaction on a message that is gone does not hold a vote against the button", async () => {
    const ada = { community, paper, member: "ada" }
    await stores().votes.set(ada, true, at(0), aPost({ message: "deleted" }))
    expect(await stores().votes.set(ada, false, at(1))).toEqual({ changed: true, votes: 0 })
  })

  test("reading back again what is known changes nothing, and one reaction alone leaves the others", async () => {
    const [post = aPost()] = posts
    const found = [
      { member: "ada", reaction: "👍" },
      { member: "ada", reaction: "👍🏽" },
    ]
    expect(await stores().votes.reconcile(post, paper, found, at(0))).toEqual({ ways: true, votes: true })
    expect(await stores().votes.reconcile(post, paper, found, at(1))).toEqual({ ways: false, votes: false })
    expect(await stores().votes.reconcile(post, paper, [], at(2), "👍")).toEqual({ ways: true, votes: false })
    expect(await stores().votes.reconcile(post, paper, [], at(3), "👍🏽")).toEqual({
      ways: true,
      votes: true,
    })
  })
}
