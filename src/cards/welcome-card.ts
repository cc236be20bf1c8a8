import { invoke } from "../vocabulary/calls.ts"
import type { Button, Card } from "../vocabulary/card.ts"
import { words } from "../words/words.ts"
import { cardOf } from "./layout.ts"

/** Where a daily post begins, wherever one is missing. */
export function setUpButton(): Button {
  return { ...invoke("setup", {}), label: words.cards.welcome.setUp, style: "primary", effect: "form" }
}

/** What a community reads first: what the bot does, and the one thing to do. */
export function welcomeCard(): Card {
  const { title, text, today } = words.cards.welcome
  return cardOf({
    title,
    text,
    actions: [setUpButton(), { ...invoke("today", {}), label: today, effect: "reply" }],
  })
}
