import type { Paper } from "../papers/index.ts"
import { invoke } from "../vocabulary/calls.ts"
import type { Action, Block, Card, Item } from "../vocabulary/card.ts"
import type { OperatorLinks } from "../vocabulary/command.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import type { FollowStatus } from "../vocabulary/following.ts"
import type { ReadingState } from "../vocabulary/readers.ts"
import type { Recommended } from "../vocabulary/recommending.ts"
import { bold, joined, link, plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { followItem } from "./follow-cards.ts"
import { linkActions } from "./help-card.ts"
import { cardOf, type Layout } from "./layout.ts"
import { listInWords } from "./list-words.ts"
import { overviewItem, paperLine } from "./paper-item.ts"
import { reasonInWords } from "./reason-words.ts"
import { type ShownSaved, savedLine } from "./saved-card.ts"
import { whenInWords } from "./subscription-words.ts"

export type Home = {
  /** The best of the newest list, and why it may not be the newest that there is; or why there is none. */
  readonly news:
    | {
        readonly listKey: string
        readonly papers: readonly Paper[]
        /** How many the list has. */
        readonly total: number
        readonly why?: string
      }
    | { readonly why: string }
  readonly paperStats: ReadonlyMap<string, PaperStats>
  /** What the member saved to read, newest first, and how many papers they saved in each state. */
  readonly toRead: readonly ShownSaved[]
  readonly counts: Readonly<Record<ReadingState, number>>
  /** What the member follows. */
  readonly follows: readonly FollowStatus[]
  /** New papers that fit the member's own taste; none where it is not known yet, or nothing fits. */
  readonly recommended: Recommended
  /** What the member voted for, newest first. */
  readonly voted: readonly Paper[]
  readonly channels: readonly {
    readonly subscription: Subscription
    readonly name: string
    readonly link?: string
  }[]
  readonly isAdmin: boolean
  /** Whom to ask, and what is kept: where the operator said so. */
  readonly links: OperatorLinks
}

const { home: sayings } = words.cards

/** The day's best, what the member saved and voted for, and where posts come. Titles and facts alone: it is an overview. */
export function homeCard(home: Home): Card {
  const { news, paperStats, voted, channels, isAdmin, links } = home
  const upvoted = voted.map((paper) => paperLine(paper, paperStats.get(paper.id)))
  const add: Action = { ...invoke("setup", {}), label: sayings.add, effect: "form" }
  const help: Action = { ...invoke("help", {}), label: sayings.help, effect: "reply" }
  const blocks = [
    ...newsOf(news, paperStats),
    ...toReadOf(home),
    ...followingOf(home),
    ...recommendedOf(home),
    ...(upvoted.length > 0 ? section(sayings.upvoted, { items: upvoted }) : []),
    ...section(sayings.channels, {
      text: channels.length > 0 ? "" : isAdmin ? sayings.noneForAdmins : sayings.noChannels,
      items: channels.map((channel) => channelItem(channel, isAdmin)),
      actions: [...(isAdmin ? [add] : []), help, ...linkActions(links)],
    }),
  ]
  return { ...cardOf({ title: sayings.title }), blocks }
}

function newsOf(news: Home["news"], paperStats: Home["paperStats"]): readonly Block[] {
  const search: Action = { ...invoke("search", {}), label: sayings.search, effect: "form" }
  if (!("papers" in news)) return section(sayings.new, { text: news.why, actions: [search] })
  const { papers, total, why, listKey } = news
  const all: Action = {
    ...invoke("today", { date: listKey }),
    label: sayings.all(total),
    effect: "reply",
  }
  return section(listInWords(listKey), {
    items: papers.map((paper) => overviewItem(paper, paperStats.get(paper.id))),
    actions: [...(total > papers.length ? [all] : []), search],
    notes: why === undefined ? [] : [sayings.newestStored(why)],
  })
}

/** The newest that wait, how many there are, and where the rest is; of who saved nothing, how to. */
function toReadOf({ toRead, counts }: Home): readonly Block[] {
  const { later, reading, read, dropped } = counts
  const all: Action = { ...invoke("saved", {}), label: sayings.allSaved, effect: "reply" }
  const saved = later + reading + read + dropped
  return section(sayings.toRead, {
    text: later + reading > 0 ? "" : saved > 0 ? sayings.allRead : sayings.nothingSaved,
    items: toRead.map(savedLine),
    actions: saved > toRead.length ? [all] : [],
    notes: saved > 0 ? [sayings.savedStats(later, reading, read)] : [],
  })
}

/** At most so many follows with news: an overview is read in a glance. */
const shownFollows = 3

/** Follows with what they brought this week; of who follows nothing, how to. */
function followingOf({ follows }: Home): readonly Block[] {
  const withNews = follows.filter(({ papers }) => papers.length > 0)
  const all: Action = { ...invoke("follow", {}), label: sayings.allFollows, effect: "reply" }
  const nothing = follows.length > 0 ? sayings.noNews(follows.length) : sayings.followsNobody
  return section(sayings.following, {
    text: withNews.length > 0 ? "" : nothing,
    items: withNews.slice(0, shownFollows).map(followItem),
    actions: follows.length > 0 ? [all] : [],
  })
}

/** What fits the member, each with its reason; of a member whose taste is not known, what it takes. */
function recommendedOf({ recommended, paperStats }: Home): readonly Block[] {
  const { by, items, signs, needed } = recommended
  const own = by === "member" ? items : []
  const all: Action = { ...invoke("recommend", {}), label: sayings.allRecommended, effect: "reply" }
  return section(sayings.recommended, {
    text:
      own.length > 0
        ? ""
        : by === "member"
          ? sayings.noneFits
          : words.recommending.needsSigns(needed - signs),
    items: own.map(({ paper, reason }) => {
      const item = overviewItem(paper, paperStats.get(paper.id))
      return reason.kind === "best" ? item : { ...item, lines: [...item.lines, reasonInWords(reason)] }
    }),
    actions: own.length > 0 ? [all] : [],
  })
}

function section(heading: string, body: Omit<Layout, "title">): readonly Block[] {
  return [{ kind: "text", text: bold(heading) }, ...cardOf({ title: "", ...body }).blocks]
}

/** One line a channel: where, and when. An admin changes it from here. */
function channelItem({ subscription, name, link: href }: Home["channels"][number], isAdmin: boolean): Item {
  const { id: post, active, place, list } = subscription
  const edit: Action = {
    ...invoke("setup", { place, post }),
    label: sayings.edit,
    describes: sayings.editOf(name),
    effect: "form",
  }
  const when = active ? whenInWords(subscription) : plainText(sayings.off)
  return {
    title: link(name, href),
    lines: [joined([words.cards.channel.lists[list], when])],
    actions: isAdmin ? [edit] : [],
  }
}
