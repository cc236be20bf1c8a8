import type { Paper } from "../../../src/papers/index.ts"
import type { Follow, FollowTarget } from "../../../src/vocabulary/following.ts"
import { seeded } from "../../src/following/world.ts"

type Pick = <T>(from: readonly T[]) => T

/** Two in five follow an author, one in six an organization, a third a search, one in ten papers like one. */
export function manyFollows(count: number, papers: readonly Paper[]): readonly Follow[] {
  const random = seeded(3)
  const pick: Pick = (from) => from[Math.floor(random() * from.length)] as (typeof from)[number]
  const organizations = papers.flatMap(({ organization }) => organization ?? [])
  const target = (): Omit<FollowTarget, "name"> => {
    const paper = pick(papers)
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
function searchFrom(paper: Paper, random: () => number, pick: Pick): string {
  const titleWords = paper.title.split(/\s+/).filter((word) => /^[a-z]{5,}$/i.test(word))
  const keyword = paper.keywords.length > 0 ? pick(paper.keywords) : (titleWords[0] ?? "diffusion")
  const kind = random()
  if (kind < 0.4) return `"${keyword.replaceAll('"', "")}"`
  if (kind < 0.7) return `${pick([...titleWords, "diffusion"])} ${pick([...titleWords, "video"])}`
  return kind < 0.9 ? pick([...titleWords, "agents"]) : `${pick([...titleWords, "agents"])} has:code`
}
