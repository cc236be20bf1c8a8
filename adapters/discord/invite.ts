/** The bot's own reactions, which members join to vote: the upvote, or a number a paper. And what is handed on to followers. */
import { RESTJSONErrorCodes as Code, Routes } from "discord.js"
import type { MessageRef } from "../../src/vocabulary/actor.ts"
import { type Card, votedByNumber } from "../../src/vocabulary/card.ts"
import { type Emoji, numberEmojis } from "./reactions.ts"
import { isRefused } from "./refusal.ts"
import type { Api, Rest } from "./requests.ts"

/** Puts one reaction on a message; where it is there already nothing happens. */
export async function putInvite(
  rest: Rest,
  { place, message }: MessageRef,
  { reaction, upvote }: { readonly reaction: "upvote" | number; readonly upvote: Emoji },
): Promise<void> {
  const emoji = reaction === "upvote" ? upvote : numberEmojis[reaction - 1]
  if (emoji === undefined) return
  await rest.put(Routes.channelMessageOwnReaction(place, message, encodeURIComponent(emoji)))
}

/** The reactions of a card that the bot has just answered with. Without the permission people still vote by its buttons. */
export async function inviteTo(rest: Rest, ref: MessageRef, card: Card, upvote: Emoji): Promise<void> {
  const numbers = votedByNumber(card).map((_, index) => index + 1)
  const reactions = card.invites === "upvote" ? (["upvote"] as const) : numbers
  try {
    for (const reaction of reactions) await putInvite(rest, ref, { reaction, upvote })
  } catch {
    // What was refused once is refused for the others.
  }
}

/** Hands a message of an announcement channel on to the servers that follow it. Once is enough. */
export async function publishMessage(
  { rest }: Pick<Api, "rest">,
  { place, message }: MessageRef,
): Promise<void> {
  try {
    await rest.post(Routes.channelMessageCrosspost(place, message))
  } catch (error) {
    if (!isRefused(error, Code.ThisMessageWasAlreadyCrossposted)) throw error
  }
}
