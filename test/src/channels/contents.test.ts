import { describe, expect, test } from "vitest"
import { applyDraft, settingsInWords, toDraft } from "../../../src/channels/fields.ts"
import type { Subscription } from "../../../src/vocabulary/delivery-stores.ts"
import { UserError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { aSubscription } from "../editions/world.ts"

const now = Temporal.Instant.from("2026-11-23T12:00:00Z")
const { errors } = words.channels

type Draft = Parameters<typeof applyDraft>[0]
const set = (draft: Draft, base: Subscription = aSubscription()) => applyDraft(draft, base, now)
const search = { kind: "query", text: "diffusion has:code", name: "diffusion has:code" }

function refusalOf(draft: Draft, base?: Subscription): UserError {
  try {
    set(draft, base)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error("Nothing was refused.")
}

describe("what a channel posts", () => {
  test.each<readonly [string, Draft, object]>([
    ["a search by writing it", { search: "diffusion has:code" }, { content: search }],
    ["a search by its choice too", { list: "search", search: "diffusion has:code" }, { content: search }],
    [
      "a search with a name",
      { search: "diffusion", name: "Images" },
      { content: { name: "Images", text: "diffusion" } },
    ],
    ["what suits its community", { list: "recommended" }, { content: { kind: "recommended" }, list: "day" }],
    ["a list", { list: "week" }, { content: { kind: "list" }, list: "week" }],
    ["arXiv's announcements", { arxiv: "cs.LG" }, { content: { kind: "list" }, list: "arxiv" }],
  ])("is %s", (_, draft, expected) => {
    expect(set(draft)).toMatchObject(expected)
  })

  test("stays as it is where another setting is changed, and is given by its own options again", () => {
    for (const draft of [
      { search: "diffusion", name: "Images" },
      { list: "recommended" as const },
      { arxiv: "cs.LG" },
    ]) {
      const saved = set(draft)
      const changed = set({ budget: 3 }, saved)
      expect(changed).toEqual({ ...saved, budget: 3 })
      expect(set(toDraft(changed) as Draft)).toEqual(changed)
    }
  })

  test("a search that is written anew takes its name along, one that stays keeps its own", () => {
    const saved = set({ search: "diffusion", name: "Images" })
    expect(set({ name: "Pictures" }, saved).content).toMatchObject({ text: "diffusion", name: "Pictures" })
    expect(set({ search: "vision" }, saved).content).toMatchObject({ text: "vision", name: "vision" })
  })

  test("a list ends a search, and a search a list that is posted early", () => {
    const early = aSubscription({ early: true })
    expect(set({ search: "diffusion" }, early).early).toBeUndefined()
    expect(set({ list: "day" }, set({ search: "diffusion" })).content).toEqual({ kind: "list" })
  })

  test.each([
    ["no search at all", { list: "search" } as const, errors.noSearch],
    ["a search beside a list", { list: "week", search: "diffusion" } as const, errors.twoContents],
    ["a search beside arXiv's categories", { arxiv: "cs.LG", search: "diffusion" }, errors.twoContents],
  ])("%s is refused at the search", (_, draft, message) => {
    expect(refusalOf(draft)).toMatchObject({ message, field: "search" })
  })

  test("a search that the query language refuses is refused in its words, with what was meant", () => {
    const { message, field, suggestion } = refusalOf({ search: "diffusion after:yesterday" })
    expect(field).toBe("search")
    expect(suggestion).toBe('channel search:"diffusion after:2026-11-22"')
    expect(message).not.toBe("")
    expect(refusalOf({ search: "author:" }).field).toBe("search")
  })

  test("is said in words", () => {
    const said = (subscription: Subscription) => JSON.stringify(settingsInWords(subscription))
    expect(said(set({ search: "diffusion", name: "Images" }))).toContain(words.cards.channel.search("Images"))
    expect(said(set({ list: "recommended" }))).toContain(words.cards.channel.recommended)
  })
})
