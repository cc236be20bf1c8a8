/** The workspaces that the bot is in: one by its token, or many by installing it. */
import { type AuthorizeResult, type AuthorizeSourceData, webApi } from "@slack/bolt"
import { communityOf } from "./ids.ts"
import { notInstalled } from "./installations.ts"
import type { RequestQueue } from "./request-queue.ts"

export type Workspace = {
  readonly client: webApi.WebClient
  readonly team: string
  /** As people know it. */
  readonly name: string
  /** `https://acme.slack.com/`. */
  readonly url: string
  /** The bot's member id there. */
  readonly botUser: string
}

/** Requests into one workspace, at Slack's rates. */
export type Access = {
  readonly workspace: Workspace
  readonly queue: RequestQueue
  readonly community: string
}

export type Workspaces = {
  /** What bolt asks before it passes an event on. */
  authorize(source: AuthorizeSourceData<boolean>): Promise<AuthorizeResult>
  /** Throws `PlatformError` where the bot is not installed. */
  at(team: string): Promise<Workspace>
  /** What is known without asking Slack. */
  known(team: string): Workspace | undefined
  forget(team: string): void
}

/** The token to use in a workspace. */
export type Authorize = (team: string) => Promise<AuthorizeResult>

/**
 * Remembers a workspace's client for as long as its token stays the same: token rotation happens inside `authorize`,
 * so it is asked each time.
 */
export function createWorkspaces(authorize: Authorize, clientOptions: webApi.WebClientOptions): Workspaces {
  const known = new Map<string, Workspace & { readonly token: string }>()

  async function at(team: string): Promise<Workspace> {
    const { botToken = "" } = await authorize(team)
    const before = known.get(team)
    if (before?.token === botToken) return before
    const client = new webApi.WebClient(botToken, clientOptions)
    const self = await client.auth.test()
    const workspace = {
      client,
      token: botToken,
      team: self.team_id ?? team,
      name: self.team ?? "",
      url: self.url ?? "https://slack.com/",
      botUser: self.user_id ?? "",
    }
    known.set(team, workspace)
    return workspace
  }

  return {
    authorize: ({ teamId }) => authorize(teamId ?? ""),
    at,
    known: (team) => known.get(team),
    forget: (team) => void known.delete(team),
  }
}

/** The one workspace of a bot token. Another workspace's events are refused. */
export function authorizeByToken(token: string, client: webApi.WebClient): Authorize {
  let self: Promise<{ readonly team: string; readonly result: AuthorizeResult }> | undefined
  async function ask() {
    const answer = await client.auth.test({ token })
    const { bot_id: botId, user_id: botUserId, team_id: teamId } = answer
    return { team: teamId ?? "", result: { botToken: token, botId, botUserId, teamId } }
  }
  return async (team) => {
    self ??= ask().catch((error) => {
      self = undefined
      throw error
    })
    const { team: own, result } = await self
    if (team !== "" && team !== own) throw notInstalled(communityOf(team))
    return result
  }
}
