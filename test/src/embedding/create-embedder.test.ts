import { describe, expect, test } from "vitest"
import { createEmbedder } from "../../../src/embedding/create-embedder.ts"
import { createPaperVectors } from "../../../src/search/index/vectors.ts"
import { mixMeaning } from "../../../src/search/ranking/meaning.ts"
import { words } from "../../../src/words/words.ts"

const runner = new URL("./tiny-runner.ts", import.meta.url).href

describe("createEmbedder", () => {
  test("each text gets a vector, in the order asked", async () => {
    const embedder = await createEmbedder({ model: "tiny", runner })
    const [ab, ba, zz] = await embedder.embed(["ab", "ba", "zz"], "paper")
    expect(ab).toHaveLength(26)
    expect(ab).toEqual(ba)
    expect(zz?.[25]).toBe(1)
    await embedder.close()
  })

  test("questions that are asked at once are answered each with its own", async () => {
    const embedder = await createEmbedder({ model: "tiny", runner })
    const answers = await Promise.all(["a", "b", "c"].map((text) => embedder.embed([text], "paper")))
    expect(answers.map(([vector]) => vector?.indexOf(1))).toEqual([0, 1, 2])
    await embedder.close()
  })

  test("a text that fails rejects its question, and no other", async () => {
    const embedder = await createEmbedder({ model: "tiny", runner })
    await expect(embedder.embed(["too long"], "paper")).rejects.toThrow("the text is too long.")
    await expect(embedder.embed(["a"], "paper")).resolves.toHaveLength(1)
    await embedder.close()
  })

  test("a missing package is told with what to install", async () => {
    await expect(createEmbedder({ model: "some/model", runner: "not-installed-at-all" })).rejects.toThrow(
      words.library.embedding.noPackage("some/model", "not-installed-at-all", "").split(" (")[0],
    )
  })

  test("a model that cannot be loaded is told with its name", async () => {
    await expect(createEmbedder({ model: "missing", runner })).rejects.toThrow(
      "model missing can't be loaded: no such model",
    )
  })

  test("without a network nothing is fetched for a model", async () => {
    const remote = { model: "remote", runner }
    await expect(createEmbedder({ ...remote, offline: true })).rejects.toThrow("it is not on this machine.")
    await (await createEmbedder(remote)).close()
  })

  test("loading a model is given up when it is no longer wanted", async () => {
    const leaving = new AbortController()
    const loading = createEmbedder({ model: "slow", runner, signal: leaving.signal })
    leaving.abort()
    await expect(loading).rejects.toThrow(words.library.embedding.stopped("slow"))
  })

  test("what is asked of a closed one is rejected", async () => {
    const embedder = await createEmbedder({ model: "tiny", runner })
    await embedder.close()
    await expect(embedder.embed(["a"], "paper")).rejects.toThrow(words.library.embedding.stopped("tiny"))
  })
})

describe("papers by meaning", () => {
  test("what is near in meaning joins what words found", async () => {
    const embedder = await createEmbedder({ model: "tiny", runner })
    const titles = ["abc", "abd", "xyz"]
    const vectors = createPaperVectors()
    for (const [at, vector] of (await embedder.embed(titles, "paper")).entries())
      vectors.put(titles[at] ?? "", vector)
    const [sought] = await embedder.embed(["cab"], "query")
    const near = vectors.nearest(sought ?? new Float32Array(), 2)
    expect(near.map(({ id }) => id)).toEqual(["abc", "abd"])
    const byWords = [{ id: "xyz", score: 4, why: "title", marks: { stems: new Set<string>() } }]
    expect(mixMeaning(byWords, near, 2).map(({ id, why }) => `${id}: ${why}`)).toEqual([
      "xyz: title",
      "abc: meaning",
    ])
    await embedder.close()
  })

  test("a vector that was taken out is near nothing", () => {
    const vectors = createPaperVectors()
    vectors.put("a", Float32Array.of(1, 0))
    vectors.remove(["a"])
    expect(vectors.nearest(Float32Array.of(1, 0), 5)).toEqual([])
  })
})
