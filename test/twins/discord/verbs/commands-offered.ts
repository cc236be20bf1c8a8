/** Which commands a client would offer a person in a place. */
import {
  type APIApplicationCommand,
  InteractionContextType as Context,
  ApplicationIntegrationType as Install,
} from "discord-api-types/v10"
import { permissionsIn } from "../state/permissions.ts"
import { type Channel, guildOfChannel, type World } from "../state/world.ts"

export type Who = {
  readonly user: string
  /** The person brought the app along; the server need not have it. */
  readonly userInstall: boolean
  /** The server's settings give them every command. */
  readonly isHanded?: boolean
}

export function commandsOffered(world: World, channel: Channel, who: Who): readonly APIApplicationCommand[] {
  const guild = guildOfChannel(channel)
  const isHere = guild === undefined || world.guilds.get(guild)?.botIsMember === true
  if (!isHere && !who.userInstall) return []
  const context = guild === undefined ? Context.BotDM : Context.Guild
  const install = who.userInstall ? Install.UserInstall : Install.GuildInstall
  const own = permissionsIn(world, channel, who.user)
  const registered = [...(world.commands.get(guild ?? "") ?? []), ...(world.commands.get("global") ?? [])]
  return registered.filter((command) => {
    const needed = BigInt(command.default_member_permissions ?? 0)
    return (
      (command.contexts?.includes(context) ?? true) &&
      (guild === undefined || (command.integration_types?.includes(install) ?? true)) &&
      (who.isHanded || (own & needed) === needed)
    )
  })
}
