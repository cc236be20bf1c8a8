import type { Paper } from "../papers/index.ts"
import type { Block, Card, Item, Text } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { bold, link, sentence, words } from "../words/runs.ts"
import { listInWords } from "./list-name.ts"
import { paperItem, paperLine, statsOf } from "./paper-item.ts"
import { settingsInWords, whenInWords } from "./subscription-words.ts"

export type Home = {
  /** The newest list, and why it may not be the newest that there is; or why there is none. */
  readonly news:
    | { readonly listKey: string; readonly papers: readonly Paper[]; readonly why?: string }
    | { readonly why: string }
  readonly paperStats: ReadonlyMap<string, PaperStats>
  /** What the member voted for, newest first. */
  readonly voted: readonly Paper[]
  readonly channels: readonly { readonly subscription: Subscription; readonly link?: string | undefined }[]
  /** Admins see every channel's settings. */
  readonly isAdmin: boolean
}

/** What is new, what the member voted for, and which channels get posts. */
export function homeCard({ news, paperStats, voted, channels, isAdmin }: Home): Card {
  const blocks: readonly Block[] = [
    ...newsOf(news, paperStats),
    ...section(
      "What you voted for",
      voted.map((paper) => paperLine(paper, paperStats.get(paper.id))),
      words("Nothing yet: a reaction on a paper's message is a vote, and so is its button."),
    ),
    ...section(
      "Channels that get posts",
      channels.map((channel) => channelItem(channel, isAdmin)),
      sentence("None yet. An admin sets one up with `channel` there."),
    ),
    {
      kind: "actions",
      actions: [
        { kind: "invoke", label: "Today", command: "today", arguments: {}, effect: "reply" },
        { kind: "invoke", label: "Trending", command: "trending", arguments: {}, effect: "reply" },
        { kind: "invoke", label: "Help", command: "help", arguments: {}, effect: "reply" },
      ],
    },
  ]
  return { title: words("Paperboy"), tone: "plain", blocks }
}

function newsOf(news: Home["news"], paperStats: Home["paperStats"]): readonly Block[] {
  if (!("papers" in news)) return section("What is new", [], words(news.why))
  const items = news.papers.map((paper) => paperItem(paper, statsOf(paper, paperStats)))
  const list = section(listInWords(news.listKey), items, words("No papers yet."))
  if (news.why === undefined) return list
  return [...list, { kind: "note", text: words(`The newest list that is stored here. ${news.why}`) }]
}

function section(title: string, items: readonly Item[], otherwise: Text): readonly Block[] {
  return [
    { kind: "text", text: bold(title) },
    items.length > 0 ? { kind: "items", items } : { kind: "text", text: otherwise },
  ]
}

function channelItem({ subscription, link: href }: Home["channels"][number], isAdmin: boolean): Item {
  const { active, place } = subscription
  const settings = settingsInWords(subscription).slice(1)
  return {
    title: link(place, href),
    lines: [
      active ? whenInWords(subscription) : words("switched off"),
      ...(isAdmin ? settings.map(({ name, value }): Text => [...words(`${name}: `), ...value]) : []),
    ],
    actions: [],
  }
}
