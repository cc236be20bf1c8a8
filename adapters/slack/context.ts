/** What every handler of this adapter is given. */
import type { Bot } from "../../src/vocabulary/ports.ts"
import type { Services } from "../../src/vocabulary/services.ts"
import { type EmojiName, teamOf } from "./ids.ts"
import type { LaterCards } from "./later-cards.ts"
import type { LookUp } from "./look-up.ts"
import type { Rights } from "./permissions.ts"
import type { Profiles } from "./profiles.ts"
import type { RequestQueue } from "./request-queue.ts"
import type { UserGroupsOf } from "./user-groups.ts"
import type { Access, Workspaces } from "./workspaces.ts"

export type SlackContext = Pick<Services, "clock" | "log" | "inbox"> & {
  readonly bot: Bot
  readonly emoji: EmojiName
  readonly saveEmoji: EmojiName
  /** Whether links to papers become Work Objects. */
  readonly workObjects: boolean
  /** Answers through a `response_url` that was kept. */
  readonly fetch: typeof fetch
  readonly leases: Pick<Services["leases"], "take" | "release">
  readonly laterCards: LaterCards
  readonly queue: RequestQueue
  readonly lookUp: LookUp
  readonly profiles: Profiles
  readonly rights: Rights
  readonly userGroups: UserGroupsOf
  readonly workspaces: Workspaces
  /** Is told of every failure: the health shows a token that Slack no longer takes. Gives the failure back. */
  readonly refused: (error: Error) => Error
  /** Follows work in progress, so that a stop can wait for it. */
  readonly track: <T>(work: Promise<T>) => Promise<T>
  /** A workspace removed the bot, or revoked its tokens. */
  readonly workspaceLeft: (
    team: string,
    reason: "uninstalled" | "revoked",
    at: Temporal.Instant,
  ) => Promise<void>
}

/** Throws `PlatformError` where the bot is not installed. */
export async function accessTo(
  { workspaces, queue }: Pick<SlackContext, "workspaces" | "queue">,
  community: string,
): Promise<Access> {
  return { workspace: await workspaces.at(teamOf(community)), queue, community }
}
