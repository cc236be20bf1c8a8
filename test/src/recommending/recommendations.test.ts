import { expect, test } from "vitest"
import type { Paper } from "../../../src/papers/index.ts"
import { createPersons } from "../../../src/reading/persons.ts"
import { createSavedPapers } from "../../../src/reading/saved-papers.ts"
import { createRecommendations } from "../../../src/recommending/recommendations.ts"
import { anActor, aPaper } from "../../builders.ts"
import { aList, createLibraryWorld } from "../library/world.ts"

const ada = anActor({ platform: "discord", community: "discord:1", member: "ada" })
const ben = anActor({ platform: "discord", community: "discord:1", member: "ben" })

const about = (id: string, topic: string, given: Partial<Paper> = {}) =>
  aPaper({ id, title: `${topic} ${id.slice(-2)}`, abstract: `We look at ${topic} once more.`, ...given })
const known = ["01", "02", "03"].map((end) => about(`2510.000${end}`, "Tokamak plasma"))
const others = ["11", "12", "13"].map((end) => about(`2510.000${end}`, "Birdsong spectrogram"))
const filler = Array.from({ length: 40 }, (_, at) =>
  about(`2509.000${at + 10}`, `Unrelated${at} matter${at}`),
)
const news = [
  about("2511.00001", "Tokamak plasma"),
  about("2511.00002", "Birdsong spectrogram", { upvotes: 90 }),
  about("2511.00003", "Tokamak plasma", { withdrawn: true }),
]

async function world() {
  const { stores, library, clock, follower } = await createLibraryWorld({
    papers: [...known, ...others, ...filler, ...news],
    lists: [aList("2026-11-23", news)],
  })
  const persons = createPersons({ ...stores, adapters: new Map() })
  const saved = createSavedPapers({ ...stores, persons, clock })
  const asked: string[] = []
  const counting = {
    ...library,
    vectorsOf(ids: readonly string[]) {
      asked.push(...ids)
      return library.vectorsOf(ids)
    },
  }
  const recommendations = createRecommendations({ ...stores, library: counting, persons, saved, clock })
  const vote = ({ community, member }: typeof ada, papers: readonly Paper[], at = clock.now().toString()) =>
    Promise.all(papers.map(({ id }) => stores.votes.set({ community, member, paper: id }, true, at)))
  const ids = async (of: Parameters<typeof recommendations.for>[0], limit = 5) =>
    (await recommendations.for(of, { limit })).items.map(({ paper }) => paper.id)
  return { stores, clock, follower, saved, recommendations, vote, ids, asked }
}

test("what fits three votes is recommended, and says in words why", async () => {
  const { recommendations, vote } = await world()
  await vote(ada, known)
  const { by, items } = await recommendations.for(ada, { limit: 5 })
  expect(by).toBe("member")
  expect(items.map(({ paper }) => paper.id)).toEqual(["2511.00001"])
  expect(items[0]?.reason).toMatchObject({
    kind: "member",
    sign: "upvoted",
    because: { title: expect.stringContaining("Tokamak") },
    words: ["tokamak plasma"],
  })
})

test("a withdrawn paper is never recommended, nor one that was voted for, saved, or posted here this week", async () => {
  const { stores, clock, saved, vote, ids } = await world()
  await vote(ada, known)
  expect(await ids(ada)).toEqual(["2511.00001"])
  await saved.save(ada, "2511.00001")
  expect(await ids(ada)).toEqual([])
  await saved.remove(ada, "2511.00001")
  const at = clock.now().toString()
  const post = { community: ada.community, place: "papers", message: "m", kind: "post" as const, at }
  await stores.posts.add({ ...post, paper: "2511.00001" })
  expect(await ids(ada)).toEqual([])
})

test("below three signs the community's taste decides; without votes there, the top papers", async () => {
  const { recommendations, vote } = await world()
  const first = await recommendations.for(ada, { limit: 5 })
  expect([first.by, first.items[0]?.paper.id, first.needed - first.signs]).toEqual(["best", "2511.00002", 3])
  await vote(ben, known)
  const { by, items } = await recommendations.for(ada, { limit: 5 })
  expect([by, items[0]?.paper.id, items[0]?.reason.kind]).toEqual(["community", "2511.00001", "community"])
})

test("nobody's votes, saved papers or marks change what another member's taste recommends", async () => {
  const { recommendations, saved, vote } = await world()
  await vote(ada, known)
  const before = await recommendations.for(ada, { limit: 5 })
  await vote(ben, others)
  await recommendations.mark(ben, "2511.00001", "less")
  await saved.save(ben, "2511.00001")
  expect(await recommendations.for(ada, { limit: 5 })).toEqual(before)
})

test("what isn't for a member is left out until they take it back", async () => {
  const { recommendations, vote, ids } = await world()
  await vote(ada, known)
  expect(await recommendations.mark(ada, "2511.00001", "less")).toBeUndefined()
  expect(await ids(ada)).toEqual([])
  expect(await recommendations.mark(ada, "2511.00001", undefined)).toBe("less")
  expect(await ids(ada)).toEqual(["2511.00001"])
})

test("after starting over only new votes count, and undoing counts all again", async () => {
  const { recommendations, vote } = await world()
  await vote(ada, known)
  await recommendations.reset(ada, true)
  expect(await recommendations.for(ada, { limit: 5 })).toMatchObject({ signs: 0 })
  await recommendations.reset(ada, false)
  expect(await recommendations.for(ada, { limit: 5 })).toMatchObject({ signs: 3, by: "member" })
})

test("the table of words adds up to what fits, and says which papers brought each word", async () => {
  const { recommendations, vote } = await world()
  await vote(ada, known)
  const { place, words } = await recommendations.explain(ada, news[0] as Paper)
  expect(place).toBe(1)
  expect(words[0]?.word).toBe("tokamak plasma")
  expect(words[0]?.from).toHaveLength(3)
})

test("a paper's words are read once within an hour", async () => {
  const { vote, ids, asked } = await world()
  await vote(ada, known)
  await ids(ada)
  const first = asked.length
  expect(first).toBeLessThanOrEqual(known.length + news.length)
  await ids(ada)
  expect(asked).toHaveLength(first)
})
