import type { Paper } from "../papers/index.ts"
import { fold } from "../search/index.ts"
import type { Namesake } from "../vocabulary/following.ts"
import { coAuthorsOf } from "./co-authors.ts"

/** Fewer papers than these, or a smaller part of all, may be somebody's who wrote with others once. */
const [leastPapers, leastPart] = [3, 0.1]
const [shownCoAuthors, mostExclusions, mostShown] = [2, 200, 5]

/**
 * The people behind one name: papers that share a co-author or an organization are one person's. Several only where at
 * least two have a body of work each; most papers first.
 */
export function namesakesAmong(name: string, papers: readonly Paper[]): readonly Namesake[] {
  const theirs = papers.filter(({ authors }) => authors.some((author) => fold(author) === fold(name)))
  const groups = connected(theirs, (paper) => [
    ...coAuthorsOf(paper, name),
    ...(paper.organization === undefined ? [] : [`#${fold(paper.organization)}`]),
  ]).toSorted((one, other) => other.length - one.length)
  const least = Math.max(leastPapers, leastPart * theirs.length)
  const people = groups.filter((group) => group.length >= least).slice(0, mostShown)
  if (people.length < 2) return groups.slice(0, 1).map((group) => described(name, group, []))
  return people.map((group) =>
    described(
      name,
      group,
      groups.filter((other) => other !== group && other.length > 1),
    ),
  )
}

function described(name: string, papers: readonly Paper[], others: readonly (readonly Paper[])[]): Namesake {
  const counts = new Map<string, number>()
  for (const { authors } of papers)
    for (const author of authors)
      if (fold(author) !== fold(name)) counts.set(author, (counts.get(author) ?? 0) + 1)
  const organization = mostOf(papers.flatMap((paper) => paper.organization ?? []))
  return {
    papers: papers.length,
    ...(organization !== undefined && { organization }),
    coAuthors: [...counts]
      .toSorted(([, one], [, other]) => other - one)
      .slice(0, shownCoAuthors)
      .map(([author]) => author),
    exclusions: [...new Set(others.flat().flatMap((paper) => coAuthorsOf(paper, name)))].slice(
      0,
      mostExclusions,
    ),
  }
}

function mostOf(values: readonly string[]): string | undefined {
  const counted = [...Map.groupBy(values, (value) => value)]
  return counted.toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0]
}

/** Things in groups: two that have a mark in common are in one, and so is what is connected by others. */
function connected<T>(
  things: readonly T[],
  marksOf: (thing: T) => readonly string[],
): readonly (readonly T[])[] {
  const groupOf = new Map<string, Set<T>>()
  const groups = new Set<Set<T>>()
  for (const thing of things) {
    const marks = marksOf(thing)
    const met = new Set(marks.flatMap((mark) => groupOf.get(mark) ?? []))
    const group = new Set([...[...met].flatMap((one) => [...one]), thing])
    for (const one of met) groups.delete(one)
    groups.add(group)
    for (const member of group) for (const mark of marksOf(member)) groupOf.set(mark, group)
  }
  return [...groups].map((group) => [...group])
}
