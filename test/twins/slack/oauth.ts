/** Installing: the consent page, the exchange of its code, and tokens that run out. */
import { randomBytes } from "node:crypto"
import type { Workspace, World } from "./world.ts"

/** Slack's rotated tokens live twelve hours. */
export const tokenLifeMs = 12 * 3_600_000

export type OAuth = {
  /** Which workspace's admin is looking at the consent page. */
  consentAs(workspace: Workspace): void
  /** Consents for the whole organization from now on, or cancels at Slack. */
  decide(how: "organization" | "cancel" | "workspace"): void
  /** Tokens handed out from now on run out and are renewed. */
  rotate(yes: boolean): void
  /** Where the browser goes after consent. */
  consent(url: URL): string
  exchange(given: Readonly<Record<string, unknown>>, now: number): Readonly<Record<string, unknown>>
}

export type OAuthParts = {
  readonly world: World
  readonly clientId: string
  readonly clientSecret: string
  readonly scopes: readonly string[]
}

export function createOAuth({ world, clientId, clientSecret, scopes }: OAuthParts): OAuth {
  const codes = new Map<string, Workspace>()
  let consenting: Workspace | undefined
  let rotating = false
  let decision: Parameters<OAuth["decide"]>[0] = "workspace"

  function hand(workspace: Workspace, now: number): Readonly<Record<string, unknown>> {
    const token = `xoxb-${randomBytes(12).toString("hex")}`
    const refresh = `xoxe-1-${randomBytes(12).toString("hex")}`
    workspace.tokens.set(token, rotating ? now + tokenLifeMs : undefined)
    if (rotating) workspace.refreshTokens.add(refresh)
    workspace.installed = true
    workspace.scopes = scopes
    return {
      ok: true,
      app_id: "A00000000",
      authed_user: { id: [...workspace.people.keys()][0] ?? "U0" },
      scope: scopes.join(","),
      token_type: "bot",
      access_token: token,
      bot_user_id: workspace.botUser,
      team: decision === "organization" ? null : { id: workspace.id, name: workspace.domain },
      enterprise: decision === "organization" ? { id: "E0000001", name: "acme-corp" } : null,
      is_enterprise_install: decision === "organization",
      ...(rotating ? { refresh_token: refresh, expires_in: tokenLifeMs / 1000 } : {}),
    }
  }

  return {
    consentAs(workspace) {
      consenting = workspace
    },
    decide(how) {
      decision = how
    },
    rotate(yes) {
      rotating = yes
    },
    consent(url) {
      const code = randomBytes(8).toString("hex")
      if (consenting) codes.set(code, consenting)
      const back = new URL(url.searchParams.get("redirect_uri") ?? "http://127.0.0.1/")
      if (decision === "cancel") back.searchParams.set("error", "access_denied")
      else back.searchParams.set("code", code)
      back.searchParams.set("state", url.searchParams.get("state") ?? "")
      return back.href
    },
    exchange(given, now) {
      if (given.client_id !== clientId || given.client_secret !== clientSecret)
        return { ok: false, error: "bad_client_secret" }
      if (given.grant_type === "refresh_token") {
        const refresh = String(given.refresh_token)
        const workspace = [...world.workspaces.values()].find(({ refreshTokens }) =>
          refreshTokens.delete(refresh),
        )
        return workspace ? hand(workspace, now) : { ok: false, error: "invalid_refresh_token" }
      }
      const workspace = codes.get(String(given.code))
      codes.delete(String(given.code))
      return workspace ? hand(workspace, now) : { ok: false, error: "invalid_code" }
    },
  }
}
