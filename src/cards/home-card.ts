import type { Paper } from "../papers/index.ts"
import { invoke } from "../vocabulary/calls.ts"
import type { Block, Card, Item } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { bold, joined, link, plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { cardOf, type Field, type Wording } from "./layout.ts"
import { listInWords } from "./list-words.ts"
import { paperItem, paperLine } from "./paper-item.ts"
import { whenInWords } from "./subscription-words.ts"

export type Home = {
  /** The newest list, and why it may not be the newest that there is; or why there is none. */
  readonly news:
    | { readonly listKey: string; readonly papers: readonly Paper[]; readonly why?: string }
    | { readonly why: string }
  readonly paperStats: ReadonlyMap<string, PaperStats>
  /** What the member voted for, newest first. */
  readonly voted: readonly Paper[]
  readonly channels: readonly {
    readonly subscription: Subscription
    readonly link?: string
    /** Empty for those who may not change them. */
    readonly settings: readonly Field[]
  }[]
}

const { home: sayings } = words.cards

/** What is new, what the member voted for, and which channels get posts. */
export function homeCard({ news, paperStats, voted, channels }: Home): Card {
  const upvoted = voted.map((paper) => paperLine(paper, paperStats.get(paper.id)))
  const places = channels.map(channelItem)
  const blocks = [
    ...newsOf(news, paperStats),
    ...section(sayings.upvoted, upvoted, sayings.noUpvotes),
    ...section(sayings.channels, places, sayings.noChannels),
    ...cardOf({
      title: "",
      actions: [
        { ...invoke("today", {}), label: sayings.today, effect: "reply" },
        { ...invoke("trending", {}), label: sayings.trending, effect: "reply" },
        { ...invoke("help", {}), label: sayings.help, effect: "reply" },
      ],
    }).blocks,
  ]
  return { ...cardOf({ title: sayings.title }), blocks }
}

function newsOf(news: Home["news"], paperStats: Home["paperStats"]): readonly Block[] {
  if (!("papers" in news)) return section(sayings.new, [], news.why)
  const { papers, why, listKey } = news
  const items = papers.map((paper) => paperItem(paper, { stats: paperStats.get(paper.id) }))
  const notes = why === undefined ? [] : [sayings.newestStored(why)]
  return section(listInWords(listKey), items, sayings.noPapers, notes)
}

/** A heading, and beneath it the items or what to say where there are none. */
function section(
  heading: string,
  items: readonly Item[],
  otherwise: Wording,
  notes: readonly string[] = [],
): readonly Block[] {
  const body = cardOf({ title: "", text: items.length > 0 ? "" : otherwise, items, notes })
  return [{ kind: "text", text: bold(heading) }, ...body.blocks]
}

function channelItem({ subscription, link: href, settings }: Home["channels"][number]): Item {
  const { active, place } = subscription
  return {
    title: link(place, href),
    lines: [
      active ? whenInWords(subscription) : plainText(sayings.off),
      ...settings.map(({ name, value }) => joined([sayings.setting(name), value], "")),
    ],
    actions: [],
  }
}
