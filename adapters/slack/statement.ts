/**
 * What a reaction's event says. Slack's events come in any order, and each to one of several processes, so an older one
 * could undo a newer: what is obeyed is not the event at hand but the newest that was kept about the same reaction.
 */
import type { types } from "@slack/bolt"
import type { Statement } from "../../src/vocabulary/platform-stores.ts"
import { baseOf } from "./catch-up.ts"

export type ReactionEvent = Pick<
  types.ReactionAddedEvent | types.ReactionRemovedEvent,
  "type" | "user" | "reaction" | "item" | "event_ts"
>

/** Time stamps are Slack's, ten digits and six: they compare as texts. */
export function reactionStatement({ type, user, reaction, item, event_ts }: ReactionEvent): Statement {
  return {
    subject: [item.channel, item.ts, user, baseOf(reaction)].join(" "),
    order: event_ts,
    says: type === "reaction_added" ? "on" : "off",
  }
}

/** Of an event as it came; undefined for all that tell of no state. */
export function statementOf(body: Readonly<Record<string, unknown>>): Statement | undefined {
  return isReaction(body.event) ? reactionStatement(body.event) : undefined
}

function isReaction(event: unknown): event is ReactionEvent {
  return (
    typeof event === "object" &&
    event !== null &&
    "type" in event &&
    (event.type === "reaction_added" || event.type === "reaction_removed")
  )
}
