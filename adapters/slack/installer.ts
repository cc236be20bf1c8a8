/** Workspaces install the bot themselves: Slack's OAuth, over bolt's own provider. */
import type { IncomingMessage, ServerResponse } from "node:http"
import { type AuthorizeResult, HTTPReceiver, type Installation, type Logger, webApi } from "@slack/bolt"
import type { Services } from "../../src/vocabulary/services.ts"
import type { Installations } from "./installations.ts"
import { scopes } from "./manifest.ts"
import { createTokenRotation, type TokenRotationParts } from "./token-rotation.ts"

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

export type InstallerParts = Pick<Services, "clock" | "log"> & {
  readonly settings: OAuthSettings
  readonly installations: Installations
  readonly leases: TokenRotationParts["leases"]
  readonly clientOptions: webApi.WebClientOptions
  readonly boltLogger: Logger
}

export type Installer = {
  /** The token to use in a workspace or organization now, renewed when it is about to expire. */
  authorize(team: string): Promise<AuthorizeResult>
  /** Whether a request is about installing. */
  serves(request: IncomingMessage): boolean
  handle(request: IncomingMessage, response: ServerResponse): void
}

const paths: ReadonlySet<string> = new Set(["/slack/install", "/slack/oauth_redirect"])

export function createInstaller(parts: InstallerParts): Installer {
  const { settings, installations, clientOptions, boltLogger, leases, clock, log } = parts
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
    installationStore: installations,
    redirectUri: publicUrl && new URL("/slack/oauth_redirect", publicUrl).href,
    installerOptions: {
      directInstall: true,
      redirectUriPath: "/slack/oauth_redirect",
      clientOptions: { ...clientOptions },
      authorizationUrl,
    },
  })
  const client = new webApi.WebClient(undefined, { ...clientOptions })
  const rotation = { installations, leases, client, clientId, clientSecret, clock, log }
  const usable = createTokenRotation(rotation)
  return {
    authorize: async (team) => authorized(await usable(team)),
    // bolt throws, past every handler, at what it does not serve.
    serves: (request) => request.method === "GET" && paths.has(pathOf(request)),
    handle: (request, response) => pages.requestListener(request, response),
  }
}

function authorized({ team, enterprise, bot }: Installation<"v2", boolean>): AuthorizeResult {
  return {
    teamId: team?.id,
    enterpriseId: enterprise?.id,
    ...(bot ? { botToken: bot.token, botId: bot.id, botUserId: bot.userId } : {}),
  }
}

/** The path of a request, whatever it is: `new URL` throws at `//`, which anybody can ask for. */
export function pathOf({ url = "/" }: IncomingMessage): string {
  return url.replace(/\?.*$/s, "")
}
