import type { Card } from "../card.ts"
import type { Paper } from "../papers/index.ts"
import { counted } from "./counted.ts"
import { listCard } from "./list-card.ts"
import { paperItem } from "./paper-item.ts"
import { sentence, words } from "./runs.ts"

/** The first message of a bot that started without a network: what there is meanwhile, and what to try. */
export function welcomeCard(some: readonly Paper[], total: number): Card {
  return listCard({
    title: words("Welcome! Here are some landmark papers to start with"),
    intro: sentence(
      `Today's list cannot be read just now, so ${counted(total, "paper")} that ship with Paperboy are here to be searched. ` +
        "Try `search attention`, `random` or `help`. Daily lists follow as soon as there is a network.",
    ),
    items: some.map((paper) => paperItem(paper)),
    start: 1,
    notes: [words("From the starter library. Its summaries are Paperboy's own words, not the abstracts.")],
  })
}
