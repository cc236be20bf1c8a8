import { expect, test } from "vitest"
import type { Paper } from "../../../src/papers/index.ts"
import type { PaperStore } from "../../../src/vocabulary/stores.ts"
import type { Given } from "../stores.ts"
import { aPaper, at, papers } from "./builders.ts"

export function paperFacts({ stores }: Given): void {
  const one = aPaper()

  test("a new paper is added", async () => {
    expect(await stores().papers.save([one], at(0))).toEqual({
      added: 1,
      changed: 0,
      unchanged: 0,
      joined: [],
    })
    expect(await stores().papers.count()).toBe(1)
  })

  test("every field of a paper comes back", async () => {
    const full = {
      ...one,
      summary: "It looks at fewer tokens.",
      summaryBy: "AI summary",
      organization: "Example Lab",
      keywords: ["attention"],
      publishedOn: "2024-01-01",
      updatedOn: "2024-02-01",
      submittedBy: "ada",
      upvotes: 12,
      comments: 3,
      code: { url: "https://example.org/code", stars: 7 },
      projectPage: "https://example.org",
      thumbnail: "https://example.org/thumb.png",
      media: ["https://example.org/video.mp4"],
      doi: "10.1000/1",
      journal: "Journal of Examples",
      remark: "12 pages – ½ of them 🎉",
      withdrawn: true,
    } satisfies Required<Paper>
    await stores().papers.save([full], at(0))
    expect(await stores().papers.get([full.id])).toEqual(new Map([[full.id, full]]))
  })

  test("the same paper again is unchanged and writes nothing", async () => {
    await stores().papers.save([one], at(0))
    const { cursor } = await stores().papers.changesSince(0, 10)
    expect(await stores().papers.save([one], at(1))).toMatchObject({ added: 0, changed: 0, unchanged: 1 })
    expect(await stores().papers.changesSince(cursor, 10)).toEqual({ changes: [], cursor })
  })

  test("a paper is merged with what is known of it", async () => {
    await stores().papers.save([{ ...one, organization: "Example Lab" }], at(0))
    const outcome = await stores().papers.save([{ ...one, upvotes: 9 }], at(1))
    const known = (await stores().papers.get([one.id])).get(one.id)
    expect(outcome).toMatchObject({ changed: 1 })
    expect(known).toMatchObject({ organization: "Example Lab", upvotes: 9 })
  })

  test("one paper twice in a call counts once", async () => {
    const outcome = await stores().papers.save([one, { ...one, upvotes: 4 }, { ...one, upvotes: 5 }], at(0))
    expect(outcome).toEqual({ added: 1, changed: 0, unchanged: 0, joined: [] })
    expect((await stores().papers.get([one.id])).get(one.id)?.upvotes).toBe(5)
  })

  test("nothing saved is nothing counted", async () => {
    expect(await stores().papers.save([], at(0))).toEqual({ added: 0, changed: 0, unchanged: 0, joined: [] })
  })

  test("an unknown id is not in the answer", async () => {
    await stores().papers.save([one], at(0))
    expect([...(await stores().papers.get(["2401.99999", one.id])).keys()]).toEqual([one.id])
    expect(await stores().papers.get([])).toEqual(new Map())
  })

  test("thousands of papers are saved and read in one call each", async () => {
    const many = papers(9_000)
    expect(await stores().papers.save(many, at(0))).toMatchObject({ added: 9_000 })
    const read = await stores().papers.get(many.map((paper) => paper.id))
    expect(read.size).toBe(9_000)
    expect(read.get("2402.08999")).toEqual(many[8_999])
  })

  test("changes come oldest first, in pieces, each paper once", async () => {
    const three = papers(3)
    await stores().papers.save(three, at(0))
    await stores().papers.save([{ ...aPaper(three[0]), upvotes: 3 }], at(1))
    expect(await allChanges(stores().papers, 2)).toEqual(["2402.00001", "2402.00002", "2402.00000"])
  })

  test("a removed paper is gone, and the change says so", async () => {
    await stores().papers.save([one], at(0))
    const { cursor } = await stores().papers.changesSince(0, 10)
    await stores().papers.remove([one.id, "2401.99999"])
    expect(await stores().papers.count()).toBe(0)
    expect((await stores().papers.get([one.id])).size).toBe(0)
    expect((await stores().papers.changesSince(cursor, 10)).changes).toMatchObject([{ id: one.id }])
  })

  test("a removed paper that is saved again is added", async () => {
    await stores().papers.save([one], at(0))
    await stores().papers.remove([one.id])
    expect(await stores().papers.save([one], at(1))).toMatchObject({ added: 1 })
    expect((await stores().papers.get([one.id])).get(one.id)).toEqual(one)
  })
}

/** The ids of all changes, read in pieces. */
export async function allChanges(store: PaperStore, limit: number): Promise<readonly string[]> {
  const ids: string[] = []
  for (let cursor = 0; ; ) {
    const { changes, cursor: next } = await store.changesSince(cursor, limit)
    if (changes.length === 0) return ids
    ids.push(...changes.map((change) => change.id))
    cursor = next
  }
}
