/** What a message carries: the card, never a mention. */
import {
  type APIMessageTopLevelComponent,
  MessageFlags,
  type RESTPostAPIChannelMessageJSONBody,
} from "discord.js"
import type { Card } from "../../src/vocabulary/card.ts"
import { cardComponents } from "./card-components.ts"
import { limits } from "./limits.ts"

export type CardMessage = {
  readonly components: APIMessageTopLevelComponent[]
  readonly flags: MessageFlags.IsComponentsV2
  readonly allowed_mentions: { readonly parse: [] }
}

/** A card as a message's body, for sending and editing alike. */
export function cardMessage(card: Card): CardMessage {
  return {
    components: cardComponents(card),
    flags: MessageFlags.IsComponentsV2,
    allowed_mentions: { parse: [] },
  }
}

/** The same with a nonce: Discord makes one message of all attempts that carry it, for some minutes. */
export function sentOnce(card: Card, nonce: string): RESTPostAPIChannelMessageJSONBody {
  if (nonce.length > limits.nonce)
    throw new RangeError(`nonce "${nonce}" is longer than ${limits.nonce} characters`)
  return { ...cardMessage(card), nonce, enforce_nonce: true }
}
