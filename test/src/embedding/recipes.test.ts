import { expect, onTestFinished, test } from "vitest"
import { createEmbedder } from "../../../src/embedding/create-embedder.ts"
import { nameOf, recipeOf } from "../../../src/embedding/recipes.ts"

const runner = new URL("tiny-runner.ts", import.meta.url).href

test.each([
  ["Xenova/all-MiniLM-L6-v2", "mean", "", ""],
  ["Xenova/bge-small-en-v1.5", "cls", "Represent this sentence for searching relevant passages: ", ""],
  ["/srv/models/bge-base-en-v1.5/", "cls", "Represent this sentence for searching relevant passages: ", ""],
  ["Xenova/bge-m3", "cls", "", ""],
  ["Xenova/e5-small-v2", "mean", "query: ", "passage: "],
  ["Xenova/multilingual-e5-base", "mean", "query: ", "passage: "],
  ["Xenova/gte-small", "mean", "", ""],
  ["Alibaba-NLP/gte-base-en-v1.5", "cls", "", ""],
  ["nomic-ai/nomic-embed-text-v1.5", "mean", "search_query: ", "search_document: "],
  ["e5-lovers/a-model-of-my-own", "mean", "", ""],
])("%s is asked as it was trained", (model, pooling, query, paper) => {
  expect(recipeOf(model)).toEqual({ pooling, query, paper })
})

test("vectors made in another way have another name, and MiniLM's keep theirs", () => {
  const named = (model: string) => nameOf(model, recipeOf(model))
  expect(named("Xenova/all-MiniLM-L6-v2")).toBe("Xenova/all-MiniLM-L6-v2")
  expect(named("Xenova/bge-small-en")).toBe("Xenova/bge-small-en (cls)")
  expect(named("Xenova/e5-small")).toBe("Xenova/e5-small (passage:)")
})

test("the thread that runs a model says before a text what the model wants", async () => {
  const [plain, e5, bge] = await Promise.all(
    ["tiny", "e5-tiny", "bge-tiny"].map((model) => createEmbedder({ model, runner })),
  )
  onTestFinished(async () => void (await Promise.all([plain, e5, bge].map((embedder) => embedder?.close()))))
  const vectors = async (embedder: typeof plain, ...asked: Parameters<NonNullable<typeof plain>["embed"]>) =>
    (await embedder?.embed(...asked))?.[0]
  expect(await vectors(e5, ["zz"], "query")).toEqual(await vectors(plain, ["query: zz"], "paper"))
  expect(await vectors(e5, ["zz"], "paper")).toEqual(await vectors(plain, ["passage: zz"], "paper"))
  expect(await vectors(bge, ["zab"], "paper")).toEqual(await vectors(plain, ["z"], "paper"))
})
