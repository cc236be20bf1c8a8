/** Whether a model helps here: judged questions, asked with it and without. */
import type { NearPaper, SearchIndex } from "../search/index.ts"
import type { FactStore } from "../vocabulary/stores.ts"
import type { JudgedQuestion } from "./judged-questions.ts"

/** Mean reciprocal ranks of the sought papers among the first ten: 1 where each comes first. */
export type ModelFigures = {
  readonly model: string
  /** How many were asked: those whose paper is here. */
  readonly questions: number
  readonly byWords: number
  readonly mixed: number
}

/** With fewer questions chance would decide. */
export const fewestQuestions = 10
const ranksRead = 10

/** Asks each question whose paper is in the index, with and without the papers that are near it in meaning. */
export async function measureModel(
  model: string,
  index: Pick<SearchIndex, "has" | "search">,
  near: (query: string) => Promise<readonly NearPaper[]>,
  questions: readonly JudgedQuestion[],
): Promise<ModelFigures> {
  const asked = questions.filter(({ id }) => index.has(id))
  let byWords = 0
  let mixed = 0
  for (const { text, id } of asked) {
    const value = (papers?: readonly NearPaper[]) =>
      reciprocalRank(
        index.search({ text, offset: 0, limit: ranksRead }, papers).hits.map((hit) => hit.id),
        id,
      )
    byWords += value()
    mixed += value(await near(text))
  }
  const mean = (sum: number) => Math.round((1_000 * sum) / Math.max(1, asked.length)) / 1_000
  return { model, questions: asked.length, byWords: mean(byWords), mixed: mean(mixed) }
}

/** Whether a model was seen to find more than words do. */
export function gains({ questions, byWords, mixed }: ModelFigures): boolean {
  return questions >= fewestQuestions && mixed > byWords
}

/** Keeps the figures for the next start, and for doctor. */
export async function keepFigures(facts: FactStore, figures: ModelFigures): Promise<void> {
  const { questions, byWords, mixed, model } = figures
  await facts.put(fact, [questions, byWords, mixed, model].join(" "))
}

/** What was measured last, of whichever model. */
export async function lastFigures(facts: Pick<FactStore, "get">): Promise<ModelFigures | undefined> {
  const [questions, byWords, mixed, ...model] = (await facts.get(fact))?.split(" ") ?? []
  if (model.length === 0) return undefined
  return {
    model: model.join(" "),
    questions: Number(questions),
    byWords: Number(byWords),
    mixed: Number(mixed),
  }
}

const fact = "model-figures"

function reciprocalRank(found: readonly string[], sought: string): number {
  const at = found.indexOf(sought)
  return at === -1 ? 0 : 1 / (at + 1)
}
