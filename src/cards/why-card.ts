import type { Paper } from "../papers/index.ts"
import type { Block, Card, Item } from "../vocabulary/card.ts"
import type { Decision } from "../vocabulary/channels.ts"
import { joined, link, sentence, words } from "../words/runs.ts"
import { listInWords } from "./list-name.ts"
import { momentInWords } from "./moment-words.ts"
import { linkedTitle } from "./paper-words.ts"

/** Whether a paper was posted in a place: when, where, and which rule decided. */
export function whyCard(
  paper: Paper,
  decisions: readonly (Decision & { readonly link?: string | undefined })[],
  timeZone: string,
): Card {
  const posted = decisions.some((decision) => decision.posted)
  const items: readonly Item[] = decisions.map(({ listKey, at, rule, advice, link: href }) => ({
    title: joined([
      listKey === undefined ? undefined : listInWords(listKey),
      at === undefined ? undefined : momentInWords(at, timeZone),
      href === undefined ? undefined : link("the message", href),
    ]),
    lines: [sentence(rule), ...(advice === undefined ? [] : [sentence(advice)])],
    actions: [],
  }))
  const blocks: readonly Block[] = [{ kind: "items", items: items.map(titled) }]
  return {
    title: joined([posted ? "Posted here:" : "Not posted here:", linkedTitle(paper)], " "),
    tone: "plain",
    blocks,
  }
}

function titled(item: Item): Item {
  return item.title.length > 0 ? item : { ...item, title: words("Why") }
}
