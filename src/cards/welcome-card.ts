import { invoke } from "../vocabulary/calls.ts"
import type { Card } from "../vocabulary/card.ts"
import { words } from "../words/words.ts"
import { cardOf } from "./layout.ts"

/** What a community reads first: what the bot does, and the one thing to do. */
export function welcomeCard(): Card {
  const { title, text, setUp, today } = words.cards.welcome
  return cardOf({
    title,
    text,
    actions: [
      { ...invoke("setup", {}), label: setUp, style: "primary", effect: "form" },
      { ...invoke("today", {}), label: today, effect: "reply" },
    ],
  })
}
