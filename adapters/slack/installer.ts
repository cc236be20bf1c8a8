/** Workspaces let the bot in by themselves: Slack's OAuth, over bolt's own provider. */
import type { IncomingMessage, ServerResponse } from "node:http"
import { type AuthorizeResult, HTTPReceiver, type Installation, type Logger, webApi } from "@slack/bolt"
import type { Clock, Log } from "../../src/vocabulary/system.ts"
import type { Installations } from "./installations.ts"
import { scopes } from "./manifest.ts"
import { createRenewal, type RenewalParts } from "./renewal.ts"

export type OAuthSettings = {
  readonly clientId: string
  readonly clientSecret: string
  /** Signs the state that a browser carries to Slack and back. */
  readonly stateSecret: string
  /** Where people reach the bot, such as `https://papers.example.org`. */
  readonly publicUrl?: string
  /** Of another server's consent page. */
  readonly authorizationUrl?: string
}

export type InstallerParts = {
  readonly settings: OAuthSettings
  readonly store: Installations
  readonly leases: RenewalParts["leases"]
  readonly clientOptions: webApi.WebClientOptions
  readonly boltLogger: Logger
  readonly clock: Clock
  readonly log: Log
}

export type Installer = {
  /** The token to use in a workspace or organisation now, renewed when it is about to run out. */
  authorize(team: string): Promise<AuthorizeResult>
  /** Whether a request is about installing. */
  serves(request: IncomingMessage): boolean
  handle(request: IncomingMessage, response: ServerResponse): void
}

const paths: ReadonlySet<string> = new Set(["/slack/install", "/slack/oauth_redirect"])

export function createInstaller(parts: InstallerParts): Installer {
  const { settings, store, clientOptions, boltLogger, leases, clock, log } = parts
  const { clientId, clientSecret, stateSecret, publicUrl, authorizationUrl } = settings
  // Only its two pages are used: events have a receiver of their own, which checks signatures.
  const pages = new HTTPReceiver({
    signingSecret: "",
    signatureVerification: false,
    endpoints: [],
    logger: boltLogger,
    clientId,
    clientSecret,
    stateSecret,
    scopes: Object.keys(scopes),
    installationStore: store,
    ...(publicUrl ? { redirectUri: new URL("/slack/oauth_redirect", publicUrl).href } : {}),
    installerOptions: {
      directInstall: true,
      redirectUriPath: "/slack/oauth_redirect",
      clientOptions: { ...clientOptions },
      ...(authorizationUrl ? { authorizationUrl } : {}),
    },
  })
  const client = new webApi.WebClient(undefined, { ...clientOptions })
  const usable = createRenewal({ installations: store, leases, client, clientId, clientSecret, clock, log })
  return {
    authorize: async (team) => authorized(await usable(team)),
    // bolt throws, past every handler, at what it does not serve.
    serves: (request) => request.method === "GET" && paths.has(pathOf(request)),
    handle: (request, response) => pages.requestListener(request, response),
  }
}

function authorized({ team, enterprise, bot }: Installation<"v2", boolean>): AuthorizeResult {
  return {
    ...(team ? { teamId: team.id } : {}),
    ...(enterprise ? { enterpriseId: enterprise.id } : {}),
    ...(bot ? { botToken: bot.token, botId: bot.id, botUserId: bot.userId } : {}),
  }
}

/** The path of a request, whatever it is: `new URL` throws at `//`, which anybody can ask for. */
export function pathOf({ url = "/" }: IncomingMessage): string {
  return url.replace(/\?.*$/s, "")
}
