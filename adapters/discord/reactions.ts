/** Reactions are votes: one emoji counts, the configured one. */
import {
  type APIEmoji,
  type APIUser,
  type GatewayMessageReactionAddDispatchData,
  type GatewayMessageReactionRemoveDispatchData,
  Routes,
} from "discord.js"
import type { Actor, MessageRef } from "../../src/vocabulary/actor.ts"
import { communityOf, platform } from "./ids.ts"
import type { Rest } from "./wire.ts"

/** The name of the emoji as routes and events write it: `👍`, or `upvote:41771983429993937` for a server's own. */
export type Emoji = string

export function isEmoji(emoji: Pick<APIEmoji, "id" | "name">, wanted: Emoji): boolean {
  const spelled = emoji.id ? `${emoji.name}:${emoji.id}` : (emoji.name ?? "")
  // Clients send some emoji with the variation selector and some without.
  return plain(spelled) === plain(wanted)
}

const plain = (emoji: string) => emoji.replaceAll("\u{FE0F}", "")

type Reaction = GatewayMessageReactionAddDispatchData | GatewayMessageReactionRemoveDispatchData

/** Who reacted, and on which message. */
export function decodeReaction(reaction: Reaction): { readonly actor: Actor; readonly message: MessageRef } {
  const community = communityOf(reaction.guild_id, reaction.user_id)
  const member = "member" in reaction ? reaction.member : undefined
  const actor: Actor = {
    platform,
    community,
    place: reaction.channel_id,
    member: reaction.user_id,
    memberName: member?.nick ?? member?.user.global_name ?? member?.user.username ?? reaction.user_id,
    isAdmin: false,
  }
  return { actor, message: { community, place: reaction.channel_id, message: reaction.message_id } }
}

/** Discord's page size for a reaction's users. */
const usersPerPage = 100

/** Everybody who has the reaction on a message now, bots left out. Throws where the message is gone. */
export async function readReactors(
  rest: Rest,
  message: MessageRef,
  emoji: Emoji,
): Promise<readonly string[]> {
  const route = Routes.channelMessageReaction(message.place, message.message, encodeURIComponent(emoji))
  const members: string[] = []
  for (let after = "0"; ; ) {
    const query = new URLSearchParams({ limit: String(usersPerPage), after })
    const page = (await rest.get(route, { query })) as readonly APIUser[]
    members.push(...page.filter((user) => !user.bot).map((user) => user.id))
    const last = page.at(-1)
    if (page.length < usersPerPage || !last) return members
    after = last.id
  }
}
