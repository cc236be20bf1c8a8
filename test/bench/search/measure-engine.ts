/** Measures one engine, in this process: `node measure-engine.ts <number of the engine> <one query in …>`. Prints JSON. */
import "../../../adapters/runtime.mjs"
import { engines } from "./engines/index.ts"
import { knownItemSet, longQuestionsOf, questionSets } from "./judged-sets.ts"
import { cpuSeconds, memoryNow } from "./process-cost.ts"
import { type KindResult, measureKind, measureQuestions, type QuestionResult } from "./quality.ts"

export type EngineResult = {
  readonly name: string
  readonly oneIn: number
  readonly papers: number
  readonly buildSeconds: number
  readonly loadSeconds?: number
  readonly savedBytes?: number
  /** What the process took more once the index stood, after collecting what was left over. */
  readonly memoryBytes: number
  readonly kinds: readonly KindResult[]
  /** Of each judged set, and of its long questions alone. */
  readonly questions: readonly (QuestionResult & { readonly set: string })[]
}

/** SciFact has one long question, which says nothing. */
const fewestQuestions = 5

const entry = engines[Number(process.argv[2])]
if (entry === undefined) throw new Error(`There is no engine ${process.argv[2]}.`)
const oneIn = entry.oneIn * Number(process.argv[3] ?? 1)
const build = await entry.load()
const { papers, items } = knownItemSet()

const before = await memoryNow()
const started = cpuSeconds()
const engine = await build(papers)
const buildSeconds = cpuSeconds() - started
const memoryBytes = (await memoryNow()) - before

const kinds: KindResult[] = []
for (const kind of new Set(items.map((item) => item.kind))) {
  // What is sought there is a name, which only suggestions give.
  if (kind === "author with a typo" && engine.suggest === undefined) continue
  const some = items.filter((item) => item.kind === kind).filter((_, at) => at % oneIn === 0)
  kinds.push(await measureKind(engine, kind, some))
}
const saved = engine.save?.()
let loadSeconds: number | undefined
if (saved !== undefined && engine.load !== undefined) {
  const begun = cpuSeconds()
  engine.load(saved)
  loadSeconds = cpuSeconds() - begun
}
const questions: EngineResult["questions"][number][] = []
for (const set of questionSets()) {
  const judging = await build(set.papers)
  for (const { name, questions: all } of [set, longQuestionsOf(set)]) {
    const some = all.filter((_, at) => at % oneIn === 0)
    if (all.length >= fewestQuestions)
      questions.push({ ...(await measureQuestions(judging, some)), set: name })
  }
}

const result: EngineResult = {
  name: entry.name,
  oneIn,
  papers: papers.length,
  buildSeconds,
  memoryBytes,
  kinds,
  questions,
  ...(loadSeconds === undefined ? {} : { loadSeconds, savedBytes: saved?.length ?? 0 }),
}
process.stdout.write(JSON.stringify(result))
