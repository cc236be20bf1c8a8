/**
 * Who may come in: people at this machine; others with a password, or named by a proxy that has a login. Everybody else
 * finds the page closed.
 */
import { createHash, timingSafeEqual } from "node:crypto"
import { getConnInfo } from "@hono/node-server/conninfo"
import type { Context, MiddlewareHandler } from "hono"
import { deleteCookie, getCookie, setCookie } from "hono/cookie"
import { createAllowances } from "../../src/concurrency/allowances.ts"
import type { Clock } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"
import { closedToHtml } from "./access-html.ts"
import { isLoopbackName } from "./guard.ts"
import type { Tokens } from "./tokens.ts"

export type AccessOptions = {
  readonly password?: string | undefined
  readonly adminPassword?: string | undefined
  /** The header in which a proxy names the person. */
  readonly userHeader?: string | undefined
  /** Newest first. Absent: made at each start. */
  readonly keys?: readonly Buffer[]
}

export type Guest =
  | { readonly kind: "here" | "admin" | "member" }
  /** Named by the proxy. */
  | { readonly kind: "named"; readonly user: string }
  | { readonly kind: "stranger" }

export type Access = ReturnType<typeof createAccess>

const cookieName = "paperboy-pass"
const passDays = 30
/** Tries of one address, and within which time they come back. */
const tried = { most: 8, perMs: 10 * 60_000 }
const purpose = "pass"

export function createAccess(
  options: AccessOptions & { readonly publicOrigin: string | undefined },
  { clock, tokens }: { readonly clock: Pick<Clock, "now">; readonly tokens: Tokens },
) {
  const { password, adminPassword, userHeader, publicOrigin } = options
  const isBehindProxy = publicOrigin !== undefined && !isLoopbackName(new URL(publicOrigin).hostname)
  const tries = createAllowances(tried, clock)
  const hasPassword = password !== undefined || adminPassword !== undefined
  const secure = publicOrigin?.startsWith("https:") ?? false

  /** Behind a proxy everybody seems to be at this machine, so nobody is. */
  function isHere(c: Context): boolean {
    const isForwarded = ["x-forwarded-for", "forwarded", "x-real-ip"].some((name) => c.req.header(name))
    return !isBehindProxy && !isForwarded && isLoopbackAddress(addressOf(c))
  }

  function guestOf(c: Context): Guest {
    const user = userHeader && c.req.header(userHeader)?.trim()
    if (user) return { kind: "named", user }
    if (isHere(c)) return { kind: "here" }
    const pass = tokens.open(purpose, getCookie(c, cookieName) ?? "")
    // A pass ends with the password that it was given for.
    if (pass !== undefined && adminPassword && pass === markOf(adminPassword)) return { kind: "admin" }
    if (pass !== undefined && password && pass === markOf(password)) return { kind: "member" }
    return { kind: "stranger" }
  }

  const gate: MiddlewareHandler = async (c, next) => {
    if (guestOf(c).kind !== "stranger") return next()
    if (!hasPassword) return c.html(closedToHtml(), 403)
    if (c.req.method !== "GET" || c.req.header("accept")?.includes("text/html") !== true)
      return c.text(`${words.web.access.signInFirst}\n`, 401)
    const { pathname, search } = new URL(c.req.url)
    return c.redirect(`/sign-in?${new URLSearchParams({ to: pathname + search })}`, 303)
  }

  return {
    gate,
    guestOf,
    hasPassword,
    /** Signs a browser in. Gives what is wrong with the try, as a sentence. */
    signIn(c: Context, given: string): string | undefined {
      const address = addressOf(c)
      const waitMs = tries.waitMs(address)
      if (waitMs > 0) return words.web.access.tooMany(Math.ceil(waitMs / 60_000))
      tries.take(address)
      // Both are compared, whatever the first says: time tells nothing.
      const matches = [adminPassword, password].map((one) => one !== undefined && isSame(given, one))
      const right = [adminPassword, password].find((_, n) => matches[n])
      if (right === undefined) return words.web.access.wrong
      tries.renew(address)
      const maxAge = passDays * 24 * 3600
      const value = tokens.seal(purpose, markOf(right), maxAge)
      setCookie(c, cookieName, value, { httpOnly: true, sameSite: "Lax", path: "/", maxAge, secure })
      return undefined
    },
    signOut(c: Context): void {
      deleteCookie(c, cookieName, { path: "/", secure })
    },
  }
}

function addressOf(c: Context): string {
  return getConnInfo(c).remote.address ?? ""
}

function isLoopbackAddress(address: string): boolean {
  return address === "::1" || /^(?:::ffff:)?127\./.test(address)
}

function isSame(given: string, wanted: string): boolean {
  return timingSafeEqual(digestOf(given), digestOf(wanted))
}

/** What a pass holds of a password: enough to end when it changes, and nothing to guess it from. */
function markOf(password: string): string {
  return digestOf(`pass ${password}`).toString("base64url").slice(0, 12)
}

function digestOf(text: string): Buffer {
  return createHash("sha256").update(text.normalize("NFC")).digest()
}
