/**
 * How many of the papers that a reader wants are among twenty recommended ones: `npm run bench:recommending`. Each frequent
 * keyword is a reader: some of its papers until May 2026 are their votes, its papers since are what they want. Keywords are
 * hidden from all methods, and shown in a second table, since the bot has them too. Settings were tuned on the even readers.
 */
import "../../../adapters/runtime.mjs"
import { readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import type { Paper } from "../../../src/papers/paper.ts"
import { fit, profileOf, type Weighed } from "../../../src/recommending/profile.ts"
import { diverse, ranked } from "../../../src/recommending/rank.ts"
import { createSearchIndex } from "../../../src/search/index.ts"
import type { PaperVector } from "../../../src/vocabulary/library.ts"
import { missing, shared } from "../../needs.ts"
import { huggingFacePapers } from "../search/real-papers.ts"

const firstWanted = "2026-06-01"
const voteCounts = [3, 10, 25]
const draws = 8
const shown = 20

type Reader = { readonly liked: readonly Paper[]; readonly wanted: ReadonlySet<string> }
type Method = (
  votes: readonly Weighed[],
  candidates: readonly Candidate[],
  random: () => number,
) => readonly string[]
type Candidate = { readonly id: string; readonly upvotes: number; readonly vector: PaperVector }

const archive = shared("data/huggingface/daily-papers.jsonl.gz")

function measure(path: string): void {
  const papers = huggingFacePapers(path)
  const since = listedSince(path)
  const isNew = ({ id }: Paper) => since.has(id)
  const readers = readersOf(papers, isNew)
  for (const isShown of [false, true]) {
    const index = createSearchIndex()
    index.add(isShown ? papers : papers.map((paper) => ({ ...paper, keywords: [] })))
    const vectors = new Map(papers.map(({ id }) => [id, index.vector(id) as PaperVector]))
    const candidates = papers
      .filter(isNew)
      .map(({ id, upvotes }) => ({ id, upvotes, vector: vectors.get(id) as PaperVector }))
    console.log(
      `\n${readers.length} readers, ${candidates.length} papers, keywords ${isShown ? "shown" : "hidden"}`,
    )
    console.table(
      Object.entries(methods).flatMap(([name, method]) =>
        [0, 1].map((half) => ({
          method: name,
          readers: half === 0 ? "tuned on" : "not seen",
          ...recalls(
            method,
            readers.filter((_, at) => at % 2 === half),
            candidates,
            vectors,
          ),
        })),
      ),
    )
  }
}

const methods: Readonly<Record<string, Method>> = {
  Paperboy: (votes, candidates) => diverse(ranked(profileOf(votes), candidates), shown).map(({ id }) => id),
  // The sum of unit vectors of words alone, as a plain TF-IDF centroid.
  "plain centroid": (votes, candidates) => {
    const weights = new Map<number, number>()
    for (const { vector } of votes)
      vector.keys.forEach((key, i) => {
        if (isWord(key)) weights.set(key, (weights.get(key) ?? 0) + (vector.weights[i] as number))
      })
    return best(candidates, ({ vector }) => fit({ weights, length: 1 }, vector))
  },
  "nearest vote": (votes, candidates) =>
    best(candidates, ({ vector }) =>
      Math.max(...votes.map((vote) => fit({ weights: asMap(vote.vector), length: 1 }, vector))),
    ),
  "most upvoted": (_, candidates) => best(candidates, ({ upvotes }) => upvotes),
  chance: (_, candidates, random) => best(candidates, random),
}

const maps = new WeakMap<PaperVector, ReadonlyMap<number, number>>()
function asMap(vector: PaperVector): ReadonlyMap<number, number> {
  const known =
    maps.get(vector) ?? new Map(Array.from(vector.keys, (key, i) => [key, vector.weights[i] as number]))
  maps.set(vector, known)
  return known
}

const isWord = (key: number) => key < 2 ** 26

function best(candidates: readonly Candidate[], value: (one: Candidate) => number): readonly string[] {
  const valued = candidates.map((one) => [value(one), one.id] as const)
  return valued
    .toSorted(([a], [b]) => b - a)
    .slice(0, shown)
    .map(([, id]) => id)
}

function recalls(
  method: Method,
  readers: readonly Reader[],
  candidates: readonly Candidate[],
  vectors: ReadonlyMap<string, PaperVector>,
): Readonly<Record<string, string>> {
  const now = Temporal.Instant.from(`${firstWanted}T00:00:00Z`)
  const row = voteCounts.map((count): readonly [string, string] => {
    let sum = 0
    for (const [at, { liked, wanted }] of readers.entries())
      for (let draw = 0; draw < draws; draw++) {
        const random = createRandom(at * 1_000 + draw * 7 + count)
        const votes = drawn(liked, count, random).map(
          ({ id }): Weighed => ({
            ...{ paper: id, sign: "upvoted", at: now, weight: 1 },
            vector: vectors.get(id) as PaperVector,
          }),
        )
        const found = method(votes, candidates, random).filter((id) => wanted.has(id)).length
        sum += found / wanted.size / draws
      }
    return [`${count} votes`, (sum / readers.length).toFixed(2)]
  })
  return Object.fromEntries(row)
}

const fewest = { liked: 25, wanted: 5 }

function readersOf(papers: readonly Paper[], isNew: (paper: Paper) => boolean): readonly Reader[] {
  const groups = Map.groupBy(
    papers.flatMap((paper) => [...new Set(paper.keywords)].map((keyword) => ({ keyword, paper }))),
    ({ keyword }) => keyword,
  )
  return [...groups.values()]
    .map((group) => group.map(({ paper }) => paper))
    .map((all) => ({
      liked: all.filter((paper) => !isNew(paper)),
      wanted: new Set(all.filter(isNew).map(({ id }) => id)),
    }))
    .filter(({ liked, wanted }) => liked.length >= fewest.liked && wanted.size >= fewest.wanted)
}

/** Papers that were first listed since `firstWanted`. */
function listedSince(path: string): ReadonlySet<string> {
  const days = gunzipSync(readFileSync(path))
    .toString()
    .split("\n")
    .filter((line) => line !== "")
    .map((line): { date: string; rows: { paper: { id: string } }[] } => JSON.parse(line))
  const idsOf = (isWanted: (date: string) => boolean) =>
    new Set(
      days.filter(({ date }) => isWanted(date)).flatMap(({ rows }) => rows.map(({ paper }) => paper.id)),
    )
  return idsOf((date) => date >= firstWanted).difference(idsOf((date) => date < firstWanted))
}

function drawn<T>(all: readonly T[], count: number, random: () => number): readonly T[] {
  const left = [...all]
  return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)).flat()
}

/** Mulberry32: the same numbers in every run. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

if (!missing(archive)) measure(archive.path)
