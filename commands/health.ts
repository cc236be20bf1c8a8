import { failingItem, healthCard } from "../src/cards/channel-card.ts"
import { cardOf } from "../src/cards/layout.ts"
import { mailHealth } from "../src/cards/mail-card.ts"
import { setUpButton } from "../src/cards/welcome-card.ts"
import type { Block, Card } from "../src/vocabulary/card.ts"
import type { FailingPlace } from "../src/vocabulary/channels.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { words } from "../src/words/words.ts"

const sayings = words.commands.health

export const health = defineCommand({
  name: "health",
  description: sayings.description,
  options: {},
  visibility: "private",
  surface: "chat",
  usesPermissions: true,
  needs: "library",
  examples: ["health"],
  async run(_, { schedules, mailDigests, actor }) {
    const mail = await mailDigests.of(actor)
    const note = mail && mailHealth(mail)
    const own: readonly Block[] = note ? [{ kind: "note", text: note }] : []
    // What other channels lack is for those who can do something about it.
    const elsewhere = actor.isAdmin ? await schedules.failingElsewhere(actor) : []
    const [place] = await schedules.health(actor)
    const card = place ? healthCard(place, elsewhere) : nothingCard(elsewhere)
    return { ...card, blocks: [...card.blocks, ...own] }
  },
})

function nothingCard(elsewhere: readonly FailingPlace[]): Card {
  return cardOf({
    title: sayings.nothing,
    text: sayings.nothingHint,
    items: elsewhere.map(failingItem),
    actions: [setUpButton()],
  })
}
