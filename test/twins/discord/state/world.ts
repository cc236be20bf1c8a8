/** All that Discord knows, in the very objects that it sends: what a test reads is what the bot was told. */
import type {
  APIApplicationCommand,
  APIBaseInteraction,
  APIDMChannel,
  APIEmoji,
  APIGuildForumChannel,
  APIGuildMember,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  APINewsChannel,
  APIRole,
  APITextChannel,
  APIThreadChannel,
  APIUser,
  InteractionType,
} from "discord-api-types/v10"
import { createIds } from "./snowflake.ts"

export type GuildChannel = (APITextChannel | APINewsChannel | APIGuildForumChannel) & { guild_id: string }
export type Thread = APIThreadChannel & { guild_id: string; parent_id: string }
export type Channel = GuildChannel | Thread | APIDMChannel

export type Guild = {
  readonly id: string
  readonly name: string
  readonly ownerId: string
  joinedAt: string
  readonly roles: APIRole[]
  readonly members: Map<string, APIGuildMember>
  readonly emojis: APIEmoji[]
  /** The role that came with the bot's invitation. */
  readonly botRole: string
  botIsMember: boolean
  /** Where Discord itself says who arrived. */
  systemChannelId: string | null
}

/** A message where it lies. `onlyFor` is the one who sees an ephemeral answer. */
export type Stored = {
  readonly message: APIMessage
  readonly guild: string | undefined
  readonly onlyFor?: string
  /** By `👍` or `name:id`, who reacted, in order. */
  readonly reactions: Map<string, string[]>
  /** The same of super reactions. */
  readonly superReactions: Map<string, string[]>
  /** When it was edited, as far as an old message's limit counts. */
  readonly edits: number[]
}

export type InteractionState = {
  readonly interaction: APIBaseInteraction<InteractionType, unknown>
  readonly arrivedAt: number
  readonly user: string
  /** The type of the first response, and when it came. */
  response: number | undefined
  respondedAt: number | undefined
  /** The message that answers, or that holds the pressed button when the answer updates it. */
  original: Stored | undefined
  readonly followUps: Stored[]
  /** Deferred, and not filled in yet: "thinking…". */
  pending: boolean
  choices: readonly { readonly name: string; readonly value: string | number }[] | undefined
  /** The form that was opened. */
  modal: APIModalInteractionResponseCallbackData | undefined
}

export type World = {
  readonly now: () => number
  readonly newId: () => string
  readonly application: { readonly id: string; readonly name: string; readonly ownerId: string }
  readonly bot: APIUser
  readonly users: Map<string, APIUser>
  readonly guilds: Map<string, Guild>
  readonly channels: Map<string, Channel>
  /** By channel, oldest first. */
  readonly messages: Map<string, Map<string, Stored>>
  /** By scope: a guild's id, or `global`. */
  readonly commands: Map<string, APIApplicationCommand[]>
  readonly commandCreations: { readonly scope: string; readonly at: number }[]
  /** By token. */
  readonly interactions: Map<string, InteractionState>
  /** What members hand over, by its path on this server. */
  readonly files: Map<string, Buffer>
  /** Where this server is. */
  filesAt: string
  /** Message by author and nonce. */
  readonly nonces: Map<string, { readonly stored: Stored; readonly at: number }>
  /** When messages of an announcement channel were published. */
  readonly crossposts: Map<string, readonly number[]>
  /** Who takes no direct messages from the bot, or has blocked it. */
  readonly closedDirects: Set<string>
  /** When conversations were opened that there were none of. */
  readonly openings: number[]
  /** The bot was found to open too many conversations: only those that there are go on. */
  isQuarantined: boolean
  token: string
  tokenIsValid: boolean
}

export function createWorld(now: () => number): World {
  const newId = createIds(now)
  const application = { id: newId(), name: "Paperboy", ownerId: newId() }
  const bot = { ...aUser(application.id, "Paperboy"), bot: true }
  return {
    now,
    newId,
    application,
    bot,
    users: new Map([[bot.id, bot]]),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    commands: new Map(),
    commandCreations: [],
    interactions: new Map(),
    files: new Map(),
    filesAt: "",
    nonces: new Map(),
    crossposts: new Map(),
    closedDirects: new Set(),
    openings: [],
    isQuarantined: false,
    token: tokenFor(application.id),
    tokenIsValid: true,
  }
}

export function aUser(id: string, name: string): APIUser {
  return {
    id,
    username: name.toLowerCase().replaceAll(" ", "."),
    discriminator: "0",
    global_name: name,
    avatar: null,
    public_flags: noFlags,
    flags: noFlags,
    primary_guild: null,
  }
}

/** The vendor's flag types have no member for "none of them". */
export const noFlags: number = 0

export function isThread(channel: Channel): channel is Thread {
  return "thread_metadata" in channel
}

export function guildOfChannel(channel: Channel): string | undefined {
  return "guild_id" in channel ? channel.guild_id : undefined
}

/** Shaped like a real token, and plainly none: an application's id in base64, then filler. */
function tokenFor(applicationId: string): string {
  const head = Buffer.from(applicationId).toString("base64").replaceAll("=", "")
  return `${head}.twin00.not-a-real-token-of-any-application`
}
