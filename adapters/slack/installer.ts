/** Workspaces install the bot themselves: Slack's OAuth, over bolt's own provider. */
import { createHash } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { type AuthorizeResult, HTTPReceiver, type Installation, type Logger, webApi } from "@slack/bolt"
import type { OperatorLinks } from "../../src/vocabulary/command.ts"
import type { Services } from "../../src/vocabulary/services.ts"
import { words } from "../../src/words/words.ts"
import { causeOf } from "./errors.ts"
import { platform } from "./ids.ts"
import { installPath, landingPage, sendOutcome } from "./install-pages.ts"
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
  /** Notes which states were used: each is good for one installation. */
  readonly inbox: Pick<Services["inbox"], "note">
  readonly clientOptions: webApi.WebClientOptions
  readonly boltLogger: Logger
  /** Where people get help, and what is done with their data. */
  readonly links?: OperatorLinks | undefined
  /** A workspace installed the bot. */
  readonly installed: (team: string, installer: string) => Promise<void>
}

export type Installer = {
  /** The token to use in a workspace now, renewed when it is about to expire. */
  authorize(team: string): Promise<AuthorizeResult>
  /** Whether a request is about installing. */
  serves(request: IncomingMessage): boolean
  handle(request: IncomingMessage, response: ServerResponse): void
}

const redirectPath = "/slack/oauth_redirect"
const paths: ReadonlySet<string> = new Set([installPath, redirectPath])

export function createInstaller(parts: InstallerParts): Installer {
  const { settings, installations, clientOptions, boltLogger, leases, links = {}, clock, log } = parts
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
    redirectUri: publicUrl && new URL(redirectPath, publicUrl).href,
    installerOptions: {
      renderHtmlForInstallPath: (href) => landingPage(href, links),
      redirectUriPath: redirectPath,
      clientOptions: { ...clientOptions },
      authorizationUrl,
      callbackOptions: callbackOptions(parts),
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

type CallbackOptions = NonNullable<
  NonNullable<ConstructorParameters<typeof HTTPReceiver>[0]["installerOptions"]>["callbackOptions"]
>

/** What people see when they come back from Slack. */
function callbackOptions({ inbox, installed, clientOptions, clock, log }: InstallerParts): CallbackOptions {
  const { installed: done, canceled, expired, organization, failed } = words.slack.installing
  return {
    async beforeInstallation(_options, request, response) {
      const state = createHash("sha256")
        .update(queryOf(request).get("state") ?? "")
        .digest("hex")
      const isFirst = await inbox.note(platform, `oauth ${state}`, clock.now().toString())
      if (!isFirst) sendOutcome(response, 400, expired)
      return isFirst
    },
    async afterInstallation({ isEnterpriseInstall, bot }, _options, _request, response) {
      if (!isEnterpriseInstall) return true
      await new webApi.WebClient(bot?.token, { ...clientOptions }).auth
        .revoke()
        .catch((error) => log.debug({ platform, error: causeOf(error) }, "Slack: a token was not revoked"))
      sendOutcome(response, 400, organization)
      return false
    },
    async successAsync({ team, user }, _options, _request, response) {
      if (team) await installed(team.id, user.id)
      sendOutcome(response, 200, done)
    },
    failure(error, _options, request, response) {
      if (queryOf(request).get("error") === "access_denied") return sendOutcome(response, 200, canceled)
      if (error.code.includes("state") || error.code.includes("code"))
        return sendOutcome(response, 400, expired)
      log.warn({ platform, error: causeOf(error) }, words.slack.log.installFailed)
      sendOutcome(response, 502, failed)
    },
  }
}

function queryOf({ url = "/" }: IncomingMessage): URLSearchParams {
  return new URLSearchParams(url.replace(/^[^?]*/, ""))
}

function authorized({ team, bot }: Installation<"v2", boolean>): AuthorizeResult {
  return {
    teamId: team?.id,
    ...(bot ? { botToken: bot.token, botId: bot.id, botUserId: bot.userId } : {}),
  }
}

/** The path of a request, whatever it is: `new URL` throws at `//`, which anybody can ask for. */
export function pathOf({ url = "/" }: IncomingMessage): string {
  return url.replace(/\?.*$/s, "")
}
