import type { Block, Card, Item } from "../card.ts"
import type { Decision } from "../context.ts"
import type { Paper } from "../papers/index.ts"
import { listInWords } from "./list-name.ts"
import { momentInWords } from "./moment-words.ts"
import { linkedTitle } from "./paper-words.ts"
import { joined, link, sentence, words } from "./runs.ts"

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
