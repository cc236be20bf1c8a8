/** Signing in and out, and a link of one's own for another device. */
import type { Hono } from "hono"
import { createBoundedMap } from "../../src/concurrency/bounded-map.ts"
import type { Access } from "./access.ts"
import { deviceToHtml, joinGoneToHtml, joinToHtml, signInToHtml } from "./access-html.ts"
import { adopt, nameIn, tokenOf } from "./member.ts"
import { type RouteServices, readForm } from "./request.ts"
import type { Tokens } from "./tokens.ts"

type AccessServices = Pick<RouteServices, "origin" | "publicOrigin"> & {
  readonly access: Access
  readonly tokens: Tokens
}

const longestPassword = 1000
const longestToken = 1000
const linkSeconds = 600
const purpose = "device"

/** Routes before the gate. */
export function addSignInRoutes(app: Hono, { access }: AccessServices): void {
  app.get("/sign-in", (c) => c.html(signInToHtml(pathOf(c.req.query("to")))))
  app.post("/sign-in", async (c) => {
    const form = await readForm(c)
    const to = pathOf(form.maybe("to", longestToken))
    const problem = access.signIn(c, form.maybe("password", longestPassword) ?? "")
    return problem === undefined ? c.redirect(to, 303) : c.html(signInToHtml(to, problem), 401)
  })
  app.post("/sign-out", (c) => {
    access.signOut(c)
    return c.redirect("/sign-in", 303)
  })
}

/** Routes behind it. */
export function addDeviceRoutes(app: Hono, services: AccessServices): void {
  const { tokens, origin, publicOrigin } = services
  const used = createBoundedMap<string, true>(10_000)
  const memberIn = (token: string) => (used.has(token) ? undefined : tokens.open(purpose, token))

  app.post("/device", (c) => {
    const member = tokenOf(c, tokens)
    if (member === undefined) return c.redirect("/", 303)
    const host = publicOrigin ?? `${new URL(origin()).protocol}//${c.req.header("host")}`
    return c.html(
      deviceToHtml(
        `${host}/join?${new URLSearchParams({ token: tokens.seal(purpose, member, linkSeconds) })}`,
      ),
    )
  })
  app.get("/join", (c) => {
    const token = c.req.query("token") ?? ""
    const member = memberIn(token)
    return member === undefined ? c.html(joinGoneToHtml(), 410) : c.html(joinToHtml(token, nameIn(member)))
  })
  app.post("/join", async (c) => {
    const token = (await readForm(c)).text("token", longestToken)
    const member = memberIn(token)
    if (member === undefined) return c.html(joinGoneToHtml(), 410)
    used.set(token, true)
    adopt(c, member, services)
    return c.redirect("/", 303)
  })
}

/** A path of this page: a sign-in never leads elsewhere. */
function pathOf(given = "/"): string {
  return /^\/(?![/\\])[^\p{Cc}]*$/u.test(given) ? given : "/"
}
