import fc from "fast-check"
import { expect, test } from "vitest"
import { createFollowIndex } from "../../../src/following/follow-index.ts"
import { createSearchIndex } from "../../../src/search/index.ts"
import type { Follow, FollowTarget } from "../../../src/vocabulary/following.ts"
import type { PaperVector } from "../../../src/vocabulary/library.ts"
import { aPaper } from "../../builders.ts"

const topics = [
  "video diffusion",
  "audio agents",
  "self-attention",
  "video agents",
  "robot learning",
  "C++ kernels",
]
const names = ["Yann LeCun", "Wei Zhang", "Wei Wang", "Ada O'Brien"]
const papers = Array.from({ length: 40 }, (_, at) =>
  aPaper({
    id: `2510.${String(at).padStart(5, "0")}`,
    title: `${topics[at % topics.length]} ${topics[(at * 5 + 2) % topics.length]}`,
    abstract: `Of ${topics[(at * 7) % topics.length]} and ${at % 9} more.`,
    authors: [names[at % names.length] ?? "", names[(at * 3 + 1) % names.length] ?? ""],
    organization: at % 3 === 0 ? "NVIDIA" : "Meta",
    upvotes: at,
  }),
)
const search = createSearchIndex()
search.add(papers)
const vectorOf = (id: string) => search.vector(id)
const library = {
  papersWith: search.papersWith,
  vectorsOf: (ids: readonly string[]) =>
    new Map(
      ids.flatMap((id): readonly [string, PaperVector][] => {
        const vector = vectorOf(id)
        return vector === undefined ? [] : [[id, vector]]
      }),
    ),
}

const text = (kind: FollowTarget["kind"], from: readonly string[]) =>
  fc.constantFrom(...from).map((text): FollowTarget => ({ kind, text, name: text }))
const target = fc.oneof(
  text("author", [...names, "W. Zhang"]),
  text("org", ["NVIDIA", "Facebook AI"]),
  text("search", [
    ...["video", '"video diffusion"', "video agents", "audio OR robot", "has:code OR video", "upvotes:>20"],
    ...["(video OR audio) NOT agents", "C++", "kernel", "auther:lecun"],
  ]),
  text("similar", [...papers.slice(0, 12).map(({ id }) => id), "2501.00001"]),
)
const follow = fc.record({ target, id: fc.integer({ min: 0, max: 30 }), excluded: fc.boolean() }).map(
  ({ target, id, excluded }): Follow => ({
    ...target,
    ...(excluded && { exclusions: ["ada o'brien"] }),
    ...{ id: `f${id}`, person: "ada", createdAt: "2026-11-24T08:00:00Z", since: id },
  }),
)
const follows = fc.array(follow, { maxLength: 40 }).map((all) => new Map(all.map((one) => [one.id, one])))

test("an index that follows what begins, changes and ends is as one that is built anew", () => {
  let found = 0
  fc.assert(
    fc.property(fc.array(follows, { minLength: 2, maxLength: 6 }), (states) => {
      const kept = createFollowIndex(library)
      for (const state of states) {
        kept.hold([...state.values()])
        const anew = createFollowIndex(library)
        anew.hold([...state.values()])
        expect([kept.size, kept.since]).toEqual([anew.size, anew.since])
        for (const paper of papers) {
          const [mine, theirs] = [kept, anew].map((index) =>
            index.fitting(paper, vectorOf(paper.id)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
          )
          expect(mine).toEqual(theirs)
          found += mine?.length ?? 0
        }
      }
    }),
    { numRuns: 10 },
  )
  expect(found).toBeGreaterThan(100)
})

test("a followed paper brings something as soon as the library knows it", () => {
  const [paper, other] = papers
  if (paper === undefined || other === undefined) return
  let isKnown = false
  const index = createFollowIndex({
    ...library,
    vectorsOf: (ids) => (isKnown ? library.vectorsOf(ids) : new Map()),
  })
  const one: Follow = {
    ...{ kind: "similar", text: paper.id, name: paper.title, id: "f", person: "ada" },
    ...{ createdAt: "2026-11-24T08:00:00Z", since: 0 },
  }
  const like = { ...other, id: "2600.00001" }
  index.hold([one])
  expect(index.fitting(like, vectorOf(paper.id))).toEqual([])
  isKnown = true
  index.hold([one])
  expect(index.fitting(like, vectorOf(paper.id))).toEqual([one])
})
