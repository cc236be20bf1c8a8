/** What is followed, what it brings, and the questions that following asks. */
import { invoke } from "../vocabulary/calls.ts"
import type { Card, Item } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type {
  Follow,
  FollowRehearsal,
  FollowStatus,
  FollowTarget,
  Namesake,
} from "../vocabulary/following.ts"
import type { Suggestion } from "../vocabulary/library.ts"
import { dayInWords } from "../words/counted.ts"
import { bold, joined, sentence } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { followAction, followedItem, unfollowAction } from "./follow-words.ts"
import { cardOf, type Paging, pageActions, pageNote } from "./layout.ts"
import { paperItem, paperLine } from "./paper-item.ts"
import { linkedTitle } from "./paper-words.ts"

const { following: sayings } = words
const { buttons } = sayings

const examples = 3
const listAction = { ...invoke("follow", {}), label: buttons.list, effect: "reply" as const }

/** What is followed now, and what it would have brought lately. */
export function followedCard(follow: Follow, isNew: boolean, rehearsal: FollowRehearsal): Card {
  return cardOf({
    title: isNew ? sayings.done(follow) : sayings.already(follow),
    tone: isNew ? "success" : "plain",
    text: rehearsalText(rehearsal),
    items: rehearsal.papers.slice(0, examples).map((paper) => paperLine(paper)),
    actions: [unfollowAction(follow), listAction],
    notes: [sentence(sayings.whereItComes)],
  })
}

/** What it would have brought, without following. `what` is how it is asked for. */
export function rehearsedCard(
  target: FollowTarget,
  what: string,
  rehearsal: FollowRehearsal,
  stats: ReadonlyMap<string, PaperStats>,
): Card {
  return cardOf({
    title: sayings.tried(target),
    text: rehearsalText(rehearsal),
    items: shownOf(rehearsal).map((paper) => paperItem(paper, { stats: stats.get(paper.id), dated: true })),
    start: 1,
    actions: [followAction(what)],
  })
}

/** The papers of a rehearsal that a card shows. */
export function shownOf({ papers }: FollowRehearsal): FollowRehearsal["papers"] {
  return papers.slice(0, 5)
}

function rehearsalText({ papers, lists, days }: FollowRehearsal): string {
  return lists === 0 ? sayings.noLists : sayings.wouldHave(papers.length, days)
}

/** Several people write under a name. `callOf` is the line that follows one of them. */
export function whichCard(
  name: string,
  people: readonly Namesake[],
  lineOf: (person: Namesake | undefined) => string,
): Card {
  return cardOf({
    title: sayings.which(name),
    text: sayings.whichHint,
    items: people.map((person): Item => {
      const { papers, coAuthors, organization } = person
      return {
        title: bold(sayings.person(papers, coAuthors)),
        lines: organization === undefined ? [] : [[{ text: organization }]],
        actions: [followAction(lineOf(person), buttons.followThis)],
      }
    }),
    actions: [followAction(lineOf(undefined), buttons.followAll)],
  })
}

/** Nobody of that name is known. */
export function nobodyCard(kind: "author" | "org", name: string, near: readonly Suggestion[]): Card {
  return cardOf({
    title: sayings.nobody(kind, name),
    tone: "warning",
    text: near.length > 0 ? sayings.didYouMean : sayings.nobodyHint,
    actions: [
      ...near.map(({ value, detail = "" }) =>
        followAction(`${kind}:"${value}"`, buttons.named(value, detail)),
      ),
      ...(near.length > 0 ? [] : [followAction(name, buttons.followWords)]),
    ],
  })
}

/** Several authors fit what was written. */
export function namesCard(
  written: string,
  names: readonly { readonly name: string; readonly papers: number }[],
): Card {
  return cardOf({
    title: sayings.which(written),
    items: names.map(
      ({ name, papers }): Item => ({
        title: bold(name),
        lines: [[{ text: sayings.person(papers, []) }]],
        actions: [followAction(`author:"${name}"`, buttons.followThis)],
      }),
    ),
    actions: [followAction(`author:"${written}" with:anyone`, buttons.followAll)],
  })
}

/** All that somebody follows, each with what is new, those with news first. */
export function followsCard(statuses: readonly FollowStatus[], paging: Omit<Paging, "total">): Card {
  if (statuses.length === 0)
    return cardOf({ title: sayings.list.none, text: sentence(sayings.list.noneHint) })
  const all: Paging = { ...paging, total: statuses.length }
  const first = (paging.page - 1) * paging.limit
  return cardOf({
    title: sayings.list.title(statuses.length),
    items: statuses
      .toSorted((one, other) => lastNews(other).localeCompare(lastNews(one)))
      .slice(first, first + paging.limit)
      .map(followItem),
    isPage: true,
    actions: pageActions(all),
    notes: [pageNote(all)],
  })
}

const lastNews = ({ newestAt, follow }: FollowStatus) => newestAt ?? follow.createdAt

/** One follow, with the titles of what it brought this week. */
export function followItem(status: FollowStatus): Item {
  const { follow, papers, newestAt, problem } = status
  const { found, more, quiet, quietSince, unreadable } = sayings.list
  const news = papers
    .slice(0, examples)
    .map(({ paper, foundAt }) => joined([linkedTitle(paper), dayInWords(foundAt.slice(0, 10))]))
  const rest = papers.length - news.length
  const silence = newestAt === undefined ? quiet : quietSince(newestAt.slice(0, 10))
  return {
    title: bold(sayings.called(follow)),
    lines: [
      problem === undefined
        ? [{ text: papers.length > 0 ? found(papers.length) : silence }]
        : [{ text: unreadable(problem) }],
      ...news,
      ...(rest > 0 ? [[{ text: more(rest) }]] : []),
    ],
    actions: [...(papers.length > 0 ? [showAction(follow)] : []), unfollowAction(follow)],
  }
}

const showAction = (follow: Follow) => ({
  ...invoke("follow", { what: `id:${follow.id}` }),
  label: buttons.show,
  describes: buttons.showOf(follow),
  effect: "reply" as const,
})

/** What one follow brought this week, with the reason on each. */
export function followPapersCard(status: FollowStatus, stats: ReadonlyMap<string, PaperStats>): Card {
  const { follow, papers } = status
  return cardOf({
    title: sayings.list.papersOf(follow),
    text: papers.length === 0 ? sayings.list.papersNone : "",
    items: papers.slice(0, 10).map((one) => followedItem(one, stats.get(one.paper.id))),
    start: 1,
    actions: [unfollowAction(follow), listAction],
  })
}

/** It is not followed any more. */
export function unfollowedCard(follow: Follow, what: string): Card {
  return cardOf({
    title: sayings.ended(follow),
    tone: "success",
    actions: [followAction(what, buttons.again), listAction],
  })
}
