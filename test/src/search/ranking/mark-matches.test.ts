import { expect, test } from "vitest"
import { createSearchIndex, markMatches } from "../../../../src/search/index.ts"
import type { Text } from "../../../../src/vocabulary/card.ts"
import { aPaper, find } from "../a-paper.ts"

const shown = (text: Text | undefined) => text?.map(({ text, mark }) => (mark ? `[${text}]` : text)).join("")

function marked(paper: Parameters<typeof aPaper>[0], query: string) {
  const index = createSearchIndex()
  const whole = aPaper(paper)
  index.add([whole])
  const hit = find(index, query).hits[0]
  if (hit === undefined) throw new Error(`${query} found nothing`)
  const { title, passage } = markMatches(whole, hit)
  return { title: shown(title), passage: shown(passage) }
}

test("words are marked whole, in whatever form", () => {
  expect(marked({ id: "a", title: "Diffusing Models" }, "diffusion model").title).toBe("[Diffusing] [Models]")
})

test("what a mistyped word was taken for is marked", () => {
  expect(marked({ id: "a", title: "Diffusion Models" }, "difusion").title).toBe("[Diffusion] Models")
})

test("the passage is where most of the words are, at the beginning of its sentence", () => {
  const filler = "Nothing of what one seeks is said in this sentence, nor in the next. ".repeat(5)
  const abstract = `${filler}Sparse things exist. Here sparse attention helps long documents. ${filler}`
  const { passage } = marked({ id: "a", title: "T", abstract }, "sparse attention documents")
  expect(passage).toContain("Here [sparse] [attention] helps long [documents].")
  expect(passage?.startsWith("… ")).toBe(true)
  expect(passage?.endsWith(" …")).toBe(true)
})

test("the summary gives the passage where the abstract has none of it", () => {
  const paper = { id: "a", title: "T", abstract: "Of other things.", summary: "It is about routing." }
  expect(marked(paper, "routing").passage).toBe("It is about [routing].")
})

test("no passage where neither holds any of it", () => {
  expect(
    marked({ id: "a", title: "Routing", abstract: "Of other things." }, "routing").passage,
  ).toBeUndefined()
})

test("what is shown is the text, character for character", () => {
  const title = "A  <b>β-VAE</b> *with* [marks] \ud800"
  expect(
    marked({ id: "a", title }, "beta vae").title?.replaceAll("[β]", "β").replaceAll("[VAE]", "VAE"),
  ).toBe(title)
})
