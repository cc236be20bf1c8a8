/** Workspaces let the bot in by themselves: Slack's OAuth, over bolt's own provider. */
import type { IncomingMessage, ServerResponse } from "node:http"
import {
  type AuthorizeResult,
  HTTPReceiver,
  type InstallationStore,
  type Logger,
  type webApi,
} from "@slack/bolt"
import { scopes } from "./manifest.ts"

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
  readonly store: InstallationStore
  readonly clientOptions: webApi.WebClientOptions
  readonly boltLogger: Logger
}

export type Installer = {
  /** The token to use in a workspace or organisation now, renewed when it is about to run out. */
  authorize(team: string): Promise<AuthorizeResult>
  /** Whether a request is about installing. */
  serves(request: IncomingMessage): boolean
  handle(request: IncomingMessage, response: ServerResponse): void
}

const paths: ReadonlySet<string> = new Set(["/slack/install", "/slack/oauth_redirect"])

export function createInstaller({ settings, store, clientOptions, boltLogger }: InstallerParts): Installer {
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
  const { installer } = pages
  if (!installer) throw new TypeError("bolt made no install provider of the OAuth settings")
  return {
    // An organisation's id begins with E; whatever it installed counts for all its workspaces.
    authorize: (team) =>
      installer.authorize(
        team.startsWith("E")
          ? { teamId: undefined, enterpriseId: team, isEnterpriseInstall: true }
          : { teamId: team, enterpriseId: undefined, isEnterpriseInstall: false },
      ),
    // bolt throws, past every handler, at what it does not serve.
    serves: (request) => request.method === "GET" && paths.has(pathOf(request)),
    handle: (request, response) => pages.requestListener(request, response),
  }
}

/** The path of a request, whatever it is: `new URL` throws at `//`, which anybody can ask for. */
export function pathOf({ url = "/" }: IncomingMessage): string {
  return url.replace(/\?.*$/s, "")
}
