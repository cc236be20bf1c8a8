import { describe, expect, onTestFinished, test } from "vitest"
import { createEmbedder } from "../../../src/embedding/create-embedder.ts"
import { type JudgedQuestion, judgedQuestions } from "../../../src/library/judged-questions.ts"
import { createMeaning, type MeaningParts } from "../../../src/library/meaning.ts"
import { fewestQuestions, lastFigures } from "../../../src/library/measure-model.ts"
import { loadStarterLibrary } from "../../../src/sources/starter.ts"
import type { Embedder } from "../../../src/vocabulary/sources.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { words } from "../../../src/words/words.ts"
import { aPaper } from "../../builders.ts"
import { createHeardLog } from "../../silent-log.ts"
import { createLibraryWorld } from "./world.ts"

const runner = new URL("../embedding/tiny-runner.ts", import.meta.url).href

// The tiny model takes texts of the same letters for the same, as others do with texts of the same meaning.
const classroom = aPaper({ id: "2611.00001", title: "the classroom", abstract: "" })
const listen = aPaper({ id: "2611.00002", title: "listen", abstract: "" })
const quiz = aPaper({ id: "2611.00003", title: "quiz", abstract: "" })
const question = { text: "schoolmaster", offset: 0, limit: 1 }
/** The tiny model finds this one and words do not, so it gains; asked often enough to be believed. */
const judged = { text: "silent", id: listen.id }
const caughtUp = words.library.log.allEmbedded

type Given = {
  readonly model?: string
  readonly runner?: string
  readonly stores?: Stores
  readonly papers?: readonly ReturnType<typeof aPaper>[]
  readonly load?: MeaningParts["load"]
  readonly questions?: MeaningParts["questions"]
}

/** A library whose model runs in its own thread, on a real store; `sent` is what the model was asked. */
async function world(given: Given = {}) {
  const log = createHeardLog()
  const heard = createMoments()
  const sent: string[] = []
  const model = given.model ?? "tiny"
  const load = async (signal: AbortSignal): Promise<Embedder> => {
    const embedder = await createEmbedder({ model, runner: given.runner ?? runner, signal })
    const embed: Embedder["embed"] = (texts, as) => {
      sent.push(...texts)
      return embedder.embed(texts, as)
    }
    return { model, embed }
  }
  const info = (_: object, message: string) => heard.happened(message)
  const { meaning, ...parts } = await withMeaning(given, { model, load, log: { ...log, info } })
  const stopping = new AbortController()
  const following = meaning.follow(stopping.signal)
  const stop = async () => {
    stopping.abort()
    await following
  }
  onTestFinished(stop)
  const ids = async (text: string) =>
    (await parts.library.search({ ...question, text })).hits.map(({ paper }) => paper.id)
  return { ...parts, log, sent, ids, stop, following, heard: heard.next }
}

async function withMeaning(given: Given, parts: Pick<MeaningParts, "model" | "load" | "log">) {
  const made: ReturnType<typeof createMeaning>[] = []
  const opened = await createLibraryWorld({
    papers: given.papers ?? [classroom, listen, quiz],
    ...(given.stores ? { stores: given.stores } : {}),
    meaning(stores) {
      const meaning = createMeaning({
        ...parts,
        ...stores,
        load: given.load ?? parts.load,
        questions: given.questions ?? tenTimes(judged),
      })
      made.push(meaning)
      return meaning
    },
  })
  const [meaning] = made
  if (meaning === undefined) throw new Error("The library has asked for no model.")
  return { ...opened, meaning }
}

const tenTimes = (question: JudgedQuestion) => Array.from({ length: 10 }, () => question)

/** Lets a test wait for what the log says next, or has said already. */
function createMoments() {
  const moments = new Map<string, PromiseWithResolvers<void>>()
  const of = (message: string) => {
    const moment = moments.get(message) ?? Promise.withResolvers<void>()
    moments.set(message, moment)
    return moment
  }
  return {
    happened: (message: string) => of(message).resolve(),
    next: async (message: string) => {
      await of(message).promise
      moments.delete(message)
    },
  }
}

describe("with an embedding model", () => {
  test("a paper that shares no word with the question is found by its meaning", async () => {
    const { library, heard, ids } = await world()
    await heard(caughtUp)
    const { hits, total } = await library.search(question)
    expect(hits.map(({ paper, why }) => `${paper.title}: ${why}`)).toEqual(["the classroom: meaning"])
    expect(total).toBe(3)
    expect(await ids("silent")).toEqual([listen.id])
  })

  test("words that are sought exactly are not asked of the model", async () => {
    const { library, heard, sent } = await world()
    await heard(caughtUp)
    sent.length = 0
    expect(await library.search({ ...question, exact: true })).toMatchObject({ hits: [], total: 0 })
    expect(sent).toEqual([])
  })

  test("papers of the same meaning are similar", async () => {
    const silent = aPaper({ id: "2611.00004", title: "silent", abstract: "" })
    const { library, heard } = await world({ papers: [classroom, listen, quiz, silent] })
    await heard(caughtUp)
    expect((await library.similar(silent, 1)).map(({ id }) => id)).toEqual([listen.id])
  })

  test("vectors outlive a restart, and only a new paper is computed", async () => {
    const first = await world()
    await first.heard(caughtUp)
    await first.stop()
    const { stores, clock, sent, heard, ids } = await world({ stores: first.stores, papers: [] })
    await heard(words.library.log.modelLoaded)
    expect(await ids(question.text)).toEqual([classroom.id])
    await stores.papers.save(
      [aPaper({ id: "2611.00005", title: "late", abstract: "" })],
      "2026-11-24T16:00:00Z",
    )
    await clock.advance({ seconds: 5 })
    await heard(caughtUp)
    expect(sent.filter((text) => text !== judged.text)).toEqual([question.text, "late"])
  })

  test("a paper that the model cannot read costs no other its vector", async () => {
    const long = aPaper({ id: "2611.00006", title: "too long", abstract: "" })
    const { heard, ids, log } = await world({ papers: [long, classroom, listen] })
    await heard(caughtUp)
    expect(await ids(question.text)).toEqual([classroom.id])
    expect(log.lines.map(({ message }) => message)).toEqual([words.library.log.paperNotEmbedded])
  })

  test("a removed paper is near nothing", async () => {
    const { stores, follower, heard, ids } = await world()
    await heard(caughtUp)
    await stores.papers.remove([classroom.id])
    await follower.refresh()
    expect(await ids(question.text)).not.toContain(classroom.id)
  })

  test("an answer does not wait for a model that takes long, and the next one has its vector", async () => {
    const late = Promise.withResolvers<readonly Float32Array[]>()
    const embed = async (texts: readonly string[]) =>
      texts.includes(question.text) ? late.promise : texts.map((text) => Float32Array.of(text.length, 1))
    const { library, clock, heard, ids } = await world({ load: async () => ({ model: "slow", embed }) })
    await heard(caughtUp)
    const asked = library.search(question)
    await clock.advance({ milliseconds: 250 })
    expect((await asked).hits).toEqual([])
    late.resolve([Float32Array.of(1, 0)])
    expect(await ids(question.text)).toEqual([classroom.id])
  })
})

describe("whether a model helps is measured at each start", () => {
  test("one that finds more than words do takes part, and its figures are kept", async () => {
    const { stores, heard } = await world()
    await heard(caughtUp)
    expect(await lastFigures(stores.facts)).toEqual({ model: "tiny", questions: 10, byWords: 0, mixed: 1 })
  })

  test("one that finds no more stays out of search and of similar papers", async () => {
    const { stores, library, heard, ids } = await world({
      questions: tenTimes({ text: "quiz", id: quiz.id }),
    })
    await heard(caughtUp)
    expect(await lastFigures(stores.facts)).toEqual({ model: "tiny", questions: 10, byWords: 1, mixed: 1 })
    expect(await ids(question.text)).toEqual([])
    expect(await library.similar(quiz, 3)).toEqual([])
  })

  test("one that cannot be measured yet stays out until it can", async () => {
    const { stores, clock, follower, heard, ids } = await world({ papers: [classroom, quiz] })
    await heard(caughtUp)
    expect(await lastFigures(stores.facts)).toBeUndefined()
    expect(await ids(question.text)).toEqual([])
    await stores.papers.save([listen], clock.now().toString())
    await follower.refresh()
    await clock.advance({ seconds: 5 })
    await heard(caughtUp)
    await heard(words.library.log.modelHelps)
    expect(await ids(question.text)).toEqual([classroom.id])
  })

  test("the project's own questions are each answered by one paper of the starter library", async () => {
    const { papers } = await loadStarterLibrary()
    const known = new Set(papers.map(({ id }) => id))
    expect(judgedQuestions.filter(({ id }) => !known.has(id))).toEqual([])
    expect(judgedQuestions.length).toBeGreaterThanOrEqual(fewestQuestions)
  })
})

describe("without a model that runs", () => {
  test("one that stops while it is asked is told of once, and words answer", async () => {
    const { heard, ids, log, following, clock } = await world()
    await heard(caughtUp)
    expect(await ids("crash")).toEqual([])
    expect(await ids("crash")).toEqual([])
    await clock.advance({ seconds: 5 })
    await following
    expect(log.lines).toEqual([
      {
        level: "warn",
        message: `${words.library.embedding.stopped("tiny")} ${words.library.embedding.searchWithout}`,
      },
    ])
  })

  test.each([
    [
      "cannot be loaded",
      { model: "missing" },
      /model missing can't be loaded: no such model.*EMBEDDING_MODEL/,
    ],
    ["has no package", { runner: "not-installed" }, /npm install not-installed/],
  ])("one that %s is told of once, and words are searched as ever", async (_, given, advice) => {
    const { following, log, ids, library } = await world(given)
    await following
    expect(log.lines).toEqual([{ level: "warn", message: expect.stringMatching(advice) }])
    expect(await ids("quiz")).toEqual([quiz.id])
    expect(await ids(question.text)).toEqual([])
    expect(await library.similar(quiz, 3)).toEqual([])
    expect(log.lines).toHaveLength(1)
  })
})
