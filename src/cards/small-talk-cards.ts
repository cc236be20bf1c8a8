import { invoke } from "../vocabulary/calls.ts"
import type { Call, Card } from "../vocabulary/card.ts"
import { sentence } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { cardOf } from "./layout.ts"

const { smallTalk: sayings } = words.cards

/** Two lines and three buttons for somebody who says hello. */
export function greetingCard(): Card {
  return cardOf({
    title: sayings.hello,
    text: sentence(sayings.askMe),
    actions: [
      { ...invoke("today", {}), label: sayings.today, effect: "reply", style: "primary" },
      { ...invoke("trending", {}), label: sayings.trending, effect: "reply" },
      { ...invoke("help", {}), label: sayings.help, effect: "reply" },
    ],
  })
}

/** For where no reaction can say it. */
export function thanksCard(): Card {
  return cardOf({ title: sayings.welcome })
}

/** The command that was probably meant, and a search for what was written. */
export function mistypedCard(line: string, meant: Call, search: Call): Card {
  return cardOf({
    title: sentence(sayings.didYouMean(line)),
    tone: "warning",
    actions: [
      { ...meant, label: sayings.run(line), effect: "update", style: "primary" },
      { ...search, label: sayings.searchFor(String(search.arguments.query)), effect: "update" },
    ],
  })
}
