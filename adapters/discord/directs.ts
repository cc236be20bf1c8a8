/** Direct messages to one member: opened only for who asked for them, and never where the member has left. */
import { type APIChannel, RESTJSONErrorCodes as Code, Routes } from "discord.js"
import type { Card } from "../../src/vocabulary/card.ts"
import { errorWith } from "../../src/vocabulary/errors.ts"
import { sentOnce } from "./card-components.ts"
import { aNonce, communityOf, guildOf } from "./ids.ts"
import { isRefused } from "./refusal.ts"
import type { Api } from "./requests.ts"

type Whom = { readonly community: string; readonly member: string }

/**
 * The channel for direct messages with a member: the one there is, or a new one. Messages there belong to a community of
 * their own. Who left the server gets none: Discord tells of leaving only by a privileged intent, so it is asked.
 */
export async function openDirect(
  { rest }: Pick<Api, "rest">,
  { community, member }: Whom,
  left: () => Promise<void>,
): Promise<{ readonly place: string; readonly community: string }> {
  const guild = guildOf(community)
  try {
    if (guild) await rest.get(Routes.guildMember(guild, member))
  } catch (error) {
    if (!isRefused(error, Code.UnknownMember)) throw error
    await left()
    throw errorWith(error, { placeGone: "closed" })
  }
  return { place: await channelWith({ rest }, member), community: communityOf(undefined, member) }
}

async function channelWith({ rest }: Pick<Api, "rest">, member: string): Promise<string> {
  const { id } = await rest.post<APIChannel>(Routes.userChannels(), { body: { recipient_id: member } })
  return id
}

/** Writes to one member in private. One who takes no direct messages is not told. */
export async function tellMember({ rest }: Pick<Api, "rest">, member: string, card: Card): Promise<void> {
  const channel = await channelWith({ rest }, member)
  await rest.post(Routes.channelMessages(channel), sentOnce(card, aNonce()))
}
