import { existsSync, readFileSync } from "node:fs"
import type { Paper } from "../../../src/papers/paper.ts"
import { shared } from "../../needs.ts"
import { type KnownItem, makeKnownItems } from "./known-items.ts"
import { arxivPapers, huggingFacePapers, jsonLines, judgedPapers, starterPapers } from "./real-papers.ts"

/** Papers and the queries that one paper answers. */
export type KnownItemSet = {
  readonly name: string
  readonly papers: readonly Paper[]
  readonly items: readonly KnownItem[]
}

/** A question and the ids that were judged to answer it. */
export type Question = { readonly text: string; readonly relevant: ReadonlySet<string> }

/** Of the kinds in `known-items-more.jsonl` those about names, which other engines and we find hardest. */
export const nameKinds: readonly string[] = [
  "author+word",
  "last author full + word",
  "two family names",
  'names "et al" year',
  "system name alone",
  "CamelCase name spaced",
]

const madeKinds = new Set(["mistyped title prefix of 16", "author with a typo"])

/**
 * The known items of the real data where it is, with two kinds of our own making; on the starter library, made ones
 * alone. Typos in names and beginnings are made with a seed of their own, not the one that was tuned with.
 */
export function knownItemSet(): KnownItemSet {
  const archive = shared("data/huggingface/daily-papers.jsonl.gz")
  if (archive.reason !== undefined) {
    const papers = starterPapers(
      new URL("../../../src/sources/starter-library.jsonl", import.meta.url).pathname,
    )
    return { name: "the starter library", papers, items: makeKnownItems(papers, 100, 1, new Set()) }
  }
  const papers = huggingFacePapers(archive.path)
  const judged = jsonLines<KnownItem>(shared("data/retrieval/known-items.jsonl").path)
  const made = makeKnownItems(papers, 300, 4021, new Set()).filter(({ kind }) => madeKinds.has(kind))
  const more = shared("data/retrieval/known-items-more.jsonl")
  const names = more.reason === undefined ? jsonLines<KnownItem>(more.path) : []
  const named = names.filter(({ kind }) => nameKinds.includes(kind))
  return { name: "8,250 papers of Hugging Face", papers, items: [...judged, ...made, ...named] }
}

/** Papers and questions, each with the papers that were judged to answer it. */
export type QuestionSet = {
  readonly name: string
  readonly papers: readonly Paper[]
  readonly questions: readonly Question[]
}

/** SciFact's abstracts with its test questions, or the ones for tuning; undefined where it is not. */
export function scifact(part: "test" | "train"): QuestionSet | undefined {
  return questionSet("SciFact", "scifact", { texts: "queries.jsonl.gz", judgements: `qrels-${part}.tsv` })
}

const small = { texts: "queries.jsonl", judgements: "test.tsv" }

/** All judged sets that are here. */
export function questionSets(): readonly QuestionSet[] {
  const sets = [
    scifact("test"),
    questionSet("CACM", "cacm", small),
    questionSet("Cranfield", "cranfield", small),
  ]
  return sets.filter((set) => set !== undefined)
}

/** A question of more letters than this is long: a paragraph in which people say what they look for. */
const longQuestion = 200

/** The set's long questions alone. */
export function longQuestionsOf(set: QuestionSet): QuestionSet {
  const questions = set.questions.filter(({ text }) => text.length > longQuestion)
  return { ...set, name: `${set.name}, long`, questions }
}

function questionSet(
  name: string,
  folder: string,
  files: { readonly texts: string; readonly judgements: string },
): QuestionSet | undefined {
  const { path, reason } = shared(`data/retrieval/${folder}`)
  if (reason !== undefined || !existsSync(path)) return undefined
  const asked = jsonLines<{ _id: string; text: string }>(`${path}/${files.texts}`)
  const texts = new Map(asked.map((one) => [one._id, one.text]))
  const relevant = new Map<string, Set<string>>()
  for (const line of readFileSync(`${path}/${files.judgements}`, "utf8").trim().split("\n").slice(1)) {
    const [query = "", paper = "", grade] = line.split("\t")
    if (Number(grade) > 0) relevant.set(query, (relevant.get(query) ?? new Set()).add(paper))
  }
  const questions = [...relevant].map(([query, ids]) => ({ text: texts.get(query) ?? "", relevant: ids }))
  return { name, papers: judgedPapers(`${path}/corpus.jsonl.gz`), questions }
}

/** As many different real papers as there are, up to `most`: Hugging Face's, then arXiv's new and old ones. */
export function realPapers(most: number): Paper[] {
  const papers = new Map<string, Paper>()
  const archives = [
    () => huggingFacePapers(shared("data/huggingface/daily-papers.jsonl.gz").path),
    () => arxivPapers(shared("data/arxiv/arxiv-2025-2026.jsonl.gz").path),
    () => arxivPapers(shared("data/arxiv/arxiv-1993-2019-sample.jsonl.gz").path),
  ]
  for (const read of archives) {
    if (papers.size >= most) break
    for (const paper of read()) if (papers.size < most && !papers.has(paper.id)) papers.set(paper.id, paper)
  }
  return [...papers.values()]
}
