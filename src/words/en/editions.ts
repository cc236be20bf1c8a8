/** What people read of posts: their headings and small print, and why they are as they are. */

import type { Text } from "../../vocabulary/card.ts"
import { counted } from "../counted.ts"
import { code, joined, link } from "../runs.ts"

const text = (words: string): Text => [{ text: words }]

const restInThread = (rest: number) => `the other ${rest === 1 ? "one is" : `${rest} are`} in the thread`

export const editions = {
  card: {
    lateTitle: "Too old to be posted in full. ",
    onTheSite: "Read it on Hugging Face",
    /** `Top 5 of 16 · the other 11 are in the thread`: the second half once it is true. */
    intro: (of: {
      readonly papers: number
      readonly filter: string
      readonly shown: number
      readonly isRanked: boolean
      readonly withRest: boolean
    }): Text => {
      const rest = of.papers - of.shown
      const top = `${of.isRanked ? "Top " : ""}${of.shown} of ${of.papers}`
      return joined([
        [
          ...text(rest > 0 ? top : counted(of.papers, "paper")),
          ...(of.filter.trim() === "" ? [] : [...text(" matching "), ...code(of.filter)]),
        ],
        rest > 0 && of.withRest ? restInThread(rest) : undefined,
      ])
    },
    restInThread,
    moreOnTheSite: (more: number) => `${counted(more, "more paper")} on Hugging Face`,
    react: "react with a number to vote",
    closing: (more: number, total: number, title: Text): Text => [
      ...text(more === 0 ? "That was " : `${counted(more, more < total ? "more paper" : "paper")} of `),
      ...title,
    ],
    part: (first: number, last: number, title: Text): Text => [
      ...text(first === last ? `Paper ${first} of ` : `Papers ${first} to ${last} of `),
      ...title,
    ],
  },
  note: {
    open: "This list is still open. This post is updated when it closes.",
    /** As posts of earlier versions say it. */
    openBefore: "This list is still open: the post is completed here when it has settled.",
    closed: (papers: number) => `The list is closed, with ${counted(papers, "paper")} for this channel.`,
    missed: (lists: readonly { readonly name: string; readonly href: string }[], earlier: number): Text => [
      ...text("Not posted here while Paperboy was offline: "),
      ...joined(
        [
          ...lists.map(({ name, href }) => link(name, href)),
          earlier > 0 ? `and ${counted(earlier, "earlier list")}` : undefined,
        ],
        ", ",
      ),
    ],
    late: (hours: number) =>
      `Posted ${hours < 1 ? "late" : `${counted(hours, "hour")} late`} because Paperboy was offline.`,
  },
  /** Why an edition is as it is; shown by `why` and `health`. */
  reason: {
    taken: (taken: number, listed: number) => `${taken} of ${counted(listed, "paper")}`,
    takenLater: (taken: number, listed: number) =>
      `${taken} of ${counted(listed, "paper")}, none of them while the list was open`,
    hoursLate: (hours: number) => `${hours} h late`,
    stillOpen: "the list was still open",
    tooLate: (hours: number) => `more than ${counted(hours, "hour")} late, too old to be posted in full`,
    skipped: (count: string) =>
      `${count} earlier ${count === "1" ? "occurrence was" : "occurrences were"} skipped`,
    skippedMark: "skipped",
    overtaken: "not sent before the next post was due",
    alreadyWaiting: "This list is already waiting to be sent.",
    posted: (day: string) => `Nothing new: this list was posted on ${day}.`,
    noPapers: "The list has no papers.",
    noMatch: (papers: number, filter: string) => `None of its ${counted(papers, "paper")} matches ${filter}.`,
    byHand: (reason: string) => `on demand: ${reason}`,
    first: (reason: string) => `first post: ${reason}`,
    opensAt: (instant: string) => `the list opens at ${instant}`,
    takenOut: "Nothing new: an admin took this list out.",
    removed: "an admin removed this post",
    skippedByAdmin: "an admin skipped this post",
    withdrawn: "the daily post was turned off before it was sent",
  },
  deliver: {
    unreadable: (why: string) => `The list can't be read: ${why}.`,
    starter: "No daily list could be loaded yet, so these are landmark papers.",
    noSubscription: "No daily post is set up in this channel.",
    setUp: "An admin can set one up with `setup`.",
    askedTwice: "Somebody else asked at the same moment.",
    nothing: "There is nothing to post right now.",
  },
  removal: {
    nothing: "There is no post to remove here.",
    hint: "Only posts of the daily post can be removed. A single message can be deleted in the channel itself.",
    cannot: "This platform deletes no messages.",
  },
  schedule: {
    bad: (expression: string, why: string) => `"${expression}" isn't a valid schedule: ${why}.`,
    hint: "Use five fields: minute, hour, day of the month, month, day of the week. Weekdays at nine: 0 9 * * 1-5",
    needsFive: "it needs five fields",
    badField: (value: string, field: string) => `${value} isn't a valid ${field}`,
    fields: { dayOfMonth: "day of the month", dayOfWeek: "day of the week" } as Readonly<
      Record<string, string>
    >,
  },
  filter: {
    decided: (words: string) => `The filter left it out: ${words}.`,
    upvotes: (upvotes: number) => `doesn't match, it has ${upvotes}`,
    has: "doesn't match, none is known",
    organization: (name: string | undefined) =>
      `doesn't match, it is from ${name ?? "an unknown organization"}`,
    author: "isn't among its authors",
    category: (categories: readonly string[]) =>
      `doesn't match, its categories are ${categories.join(", ") || "unknown"}`,
    day: (day: string | undefined) => `doesn't match, it is from ${day ?? "an unknown day"}`,
    excluded: "excludes it",
    missing: "isn't in its title or abstract",
  },
  why: {
    failed: (error: string) => `It couldn't be posted: ${error}`,
    waiting: (at: string) => `It is waiting to be sent; the next attempt is on ${at}.`,
    removed: "It was posted, and an admin removed the post.",
    deleted: "It was posted, and the message was deleted since.",
    posted: (
      reason: string,
      number: number,
      isRanked: boolean,
      budget: number,
      line: "none" | "line" | "thread",
    ) =>
      `${reason}; it was number ${number}${isRanked ? " by upvotes" : ""}, ` +
      (line === "none"
        ? `one of the ${budget} shown in full.`
        : `after the ${budget} shown in full, so it has one line${line === "thread" ? " in the thread" : ""}.`),
    withoutIt: (reason: string) =>
      `That list was posted without it (${reason}): it joined the list later, or the filter left it out then.`,
    thatList: (reason: string) => `That list: ${reason}.`,
    off: "The daily post is turned off here.",
    turnOn: "`channel save` turns it on.",
    listOpen: (until: string) => `Its list is open until ${until} and is posted after that.`,
    listNext: (at: string) => `Its list is next, due on ${at}.`,
    noPost: (since: string) =>
      `No post was made of that list here: posts began on ${since}, or Paperboy was offline and caught up with only the newest list.`,
    seeHealth: "`health` says what is wrong; `deliver` posts the newest list now.",
    changeFilter: "An admin can change the filter with `channel filter:…`.",
    postNow: "`deliver` posts the newest list now.",
    noSubscription: "No daily post is set up in this channel.",
    setUp: "An admin can set one up with `setup`.",
    notListed: {
      day: "It is on no daily list stored here.",
      week: "It is on no weekly list stored here.",
      month: "It is on no monthly list stored here.",
      trending: "It wasn't trending when this channel's posts were made.",
    },
    /** Of a channel's search, and of what suits its community. */
    found: (search: string) => `It matches this channel's search \`${search}\`.`,
    picked: (reason: string) => `It was picked for this community: ${reason}`,
    notNew: (search: string) =>
      `It matches this channel's search \`${search}\`, but it wasn't new when the posts were made.`,
    notPicked: "It wasn't among the best for this community, or it was posted here before.",
    changeSearch: "An admin can change the search with `channel search:…`.",
    explainPick: "`recommend` shows what suits this community now.",
    notAnnounced: (wanted: readonly string[], own: readonly string[]) =>
      `arXiv didn't announce it in ${wanted.join(", ")}: its categories are ${own.join(", ") || "unknown"}.`,
  },
  log: {
    unplanned: "due posts could not be planned",
    onePostUnplanned: "a post could not be planned",
    waitsForList: "a post waits for its list",
    planned: "a post is planned",
    badSchedule: "a stored schedule could not be read",
    unrefreshed: "posts could not be updated",
    oneUnrefreshed: "a post could not be updated",
    storeFailed: "the store failed while a post was being updated",
    postedAfterAll: "a list that was empty while open has papers now; posting them",
    notEdited: "a message could not be edited",
  },
}
