/** What holding a day's papers against follows costs, beside a loop over all follows; and all real days replayed. */
import "../../../adapters/runtime.mjs"
import { createFollowIndex } from "../../../src/following/follow-index.ts"
import { queryOf } from "../../../src/following/follow-query.ts"
import { createSimilarIndex } from "../../../src/following/similar-index.ts"
import type { Paper } from "../../../src/papers/index.ts"
import { createSearchIndex, parseFilter } from "../../../src/search/index.ts"
import type { Follow, FollowTarget } from "../../../src/vocabulary/following.ts"
import type { PaperTerm } from "../../../src/vocabulary/library.ts"
import { replay } from "../../src/following/replay.ts"
import { seeded } from "../../src/following/world.ts"
import { realDays } from "../posts/days.ts"

if (process.argv.includes("--help")) {
  console.log(`Holds a day of 100 papers against follows, beside a loop over all of them.

  npm run bench:following                  1,000, 10,000 and 100,000 follows
  npm run bench:following -- --replay      and replays all real days against an oracle`)
  process.exit(0)
}

const papersADay = 100
const runs = 5
/** The loop takes long: a few papers of the day are measured and scaled. */
const loopPapers = 2

const { days, areReal } = await realDays()
const papers = [...new Map(days.flatMap((day) => day.papers).map((paper) => [paper.id, paper])).values()]
const known = papers.slice(0, -papersADay)
const index = createSearchIndex()
index.add(papers)
const library = {
  papersWith: (key: string) => index.papersWith(key),
  termsOf: (ids: readonly string[]) => new Map(ids.map((id) => [id, index.terms(id)])),
}

console.log(
  `${papersADay} new papers of ${papers.length} ${areReal ? "real ones" : "of the starter library"}\n`,
)
console.log("| follows | matches | papers first, ms | loop over follows, ms | ratio | index built in, ms |")
console.log("| --- | --- | --- | --- | --- | --- |")
for (const count of [1_000, 10_000, 100_000]) measure(count)

if (process.argv.includes("--replay")) {
  for (const seed of [1, 2, 3]) {
    const looks = await replay(days, seed)
    const wrong = looks.filter(({ brought, expected }) => brought.join() !== expected.join())
    const brought = looks.reduce((sum, look) => sum + look.brought.length, 0)
    console.log(
      `\nseed ${seed}: ${days.length} days, ${looks.length} looks, ${brought} papers brought, ${wrong.length} looks differ`,
    )
  }
}

function measure(count: number): void {
  const follows = manyFollows(count)
  const started = performance.now()
  const followIndex = createFollowIndex(follows, library)
  const built = performance.now() - started
  const loop = loopOver(follows)
  const times: number[] = []
  let matches = 0
  for (let run = 0; run < runs; run++) {
    const day = freshDay()
    const from = performance.now()
    matches = 0
    for (const paper of day) matches += followIndex.fitting(paper, index.terms(paper.id)).length
    times.push(performance.now() - from)
  }
  const some = freshDay().slice(0, loopPapers)
  const from = performance.now()
  for (const paper of some) loop(paper)
  const looped = ((performance.now() - from) * papersADay) / loopPapers
  const median = times.toSorted((one, other) => one - other)[Math.floor(runs / 2)] ?? 0
  console.log(
    `| ${count.toLocaleString("en-US")} | ${matches} | ${median.toFixed(1)} | ${looped.toFixed(0)} | ${(looped / median).toFixed(0)} | ${built.toFixed(0)} |`,
  )
}

/** Nothing of a paper is remembered from an earlier run. */
function freshDay(): readonly Paper[] {
  return papers.slice(-papersADay).map((paper) => ({ ...paper }))
}

/** What the simplest bot does: each paper against each follow. Queries are read once, as in the index. */
function loopOver(follows: readonly Follow[]): (paper: Paper) => number {
  const tests = follows.map((follow) => {
    const query = queryOf(follow)
    if (query === undefined) {
      const similar = createSimilarIndex(library.termsOf([follow.text]))
      return (_: Paper, terms: readonly PaperTerm[]) => similar.alike(terms).length > 0
    }
    const filter = parseFilter(query)
    return (paper: Paper) => filter.kind === "filter" && filter.matches(paper)
  })
  return (paper) => {
    const terms = index.terms(paper.id)
    return tests.filter((fits) => fits(paper, terms)).length
  }
}

/** Two in five follow an author, one in six an organization, a third a search, one in ten papers like one. */
function manyFollows(count: number): readonly Follow[] {
  const random = seeded(3)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const organizations = papers.flatMap(({ organization }) => organization ?? [])
  const target = (): Omit<FollowTarget, "name"> => {
    const paper = pick(known)
    const kind = random()
    if (kind < 0.4 && paper.authors.length > 0) return { kind: "author", text: pick(paper.authors) }
    if (kind < 0.56) return { kind: "org", text: organizations.length > 0 ? pick(organizations) : "NVIDIA" }
    if (kind < 0.9) return { kind: "search", text: searchFrom(paper, random, pick) }
    return { kind: "similar", text: paper.id }
  }
  return Array.from({ length: count }, (_, at) => {
    const { kind, text } = target()
    return { kind, text, name: text, id: `f${at}`, person: `p${at % 500}`, createdAt: "", since: 0 }
  })
}

/** One or two keywords or title words, a phrase, or with code. */
function searchFrom(paper: Paper, random: () => number, pick: <T>(from: readonly T[]) => T): string {
  const titleWords = paper.title.split(/\s+/).filter((word) => /^[a-z]{5,}$/i.test(word))
  const keyword = paper.keywords.length > 0 ? pick(paper.keywords) : (titleWords[0] ?? "diffusion")
  const kind = random()
  if (kind < 0.4) return `"${keyword.replaceAll('"', "")}"`
  if (kind < 0.7) return `${pick([...titleWords, "diffusion"])} ${pick([...titleWords, "video"])}`
  return kind < 0.9 ? pick([...titleWords, "agents"]) : `${pick([...titleWords, "agents"])} has:code`
}
