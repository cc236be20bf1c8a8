import * as z from "zod"
import { secret } from "./secret.ts"
import { setting } from "./setting.ts"

/** What connects the bot to Discord. Without a token there is no Discord. */
export const discordSettings = {
  DISCORD_TOKEN: setting(
    {
      purpose: "Token of the Discord bot; with it the bot connects there.",
      allowed: "the token from the Bot page of Discord's developer portal",
      default: "none, so no Discord",
      secret: true,
    },
    z
      .string()
      .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)
      .transform(secret)
      .optional(),
  ),
  DISCORD_GUILD_ID: setting(
    {
      purpose: "Registers the commands in this server only, where they appear at once.",
      allowed: "a server's id, 15 to 21 digits",
      default: "none, so in all servers",
    },
    z
      .string()
      .regex(/^\d{15,21}$/)
      .optional(),
  ),
  DISCORD_EMOJI: setting(
    {
      purpose: "The reaction that is a vote on Discord.",
      allowed: "an emoji, or a server's own as name:id",
      default: "👍",
    },
    z
      .string()
      .regex(/^(\p{RGI_Emoji}|\w{2,32}:\d{15,21})$/v)
      .default("👍"),
  ),
  DISCORD_SHARDS: setting(
    {
      purpose: "The shards that this process holds, where shards are shared out by hand.",
      allowed: "numbers with commas, such as 0,1; together with DISCORD_SHARD_COUNT",
      default: "all of them; with DATABASE_URL the bots share them by themselves",
    },
    z
      .string()
      .regex(/^\d+(,\d+)*$/)
      .transform((text) => text.split(",").map(Number))
      .optional(),
  ),
  DISCORD_SHARD_COUNT: setting(
    {
      purpose: "How many shards the bot has over all its processes.",
      allowed: "a whole number from 1",
      default: "as many as Discord recommends",
    },
    z.coerce.number().int().min(1).optional(),
  ),
  DISCORD_API_URL: setting(
    {
      purpose: "Where Discord's interface is reached; another server for tests.",
      allowed: "an http or https address",
      default: "Discord's own",
    },
    z.url({ protocol: /^https?$/ }).optional(),
  ),
} as const
