/** What every request passes: the host name and the origin are checked; and the headers of every answer. */
import { isIP } from "node:net"
import type { Context, MiddlewareHandler } from "hono"
import { secureHeaders } from "hono/secure-headers"
import { words } from "../../src/words/words.ts"

/** The headers of every answer. Only pictures may come from elsewhere. */
export const headers = (picturesElsewhere: boolean): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: picturesElsewhere ? ["'self'", "https:"] : ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    // Other sites learn nothing; forms that work without the script need an origin.
    referrerPolicy: "same-origin",
    xFrameOptions: "DENY",
    // The page speaks plain HTTP on this machine. A proxy with TLS in front of it sets this header.
    strictTransportSecurity: false,
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  })

/**
 * Refuses requests to a host name that is not ours. A foreign page can point its own name at 127.0.0.1 (DNS rebinding)
 * and would then be "same origin"; it cannot do so with an address or with `localhost`.
 */
export function checkHost(publicOrigin: string | undefined): MiddlewareHandler {
  return async (c, next) => {
    if (isOurHost(c, publicOrigin)) return next()
    return c.text(`${words.web.refusals.host}\n`, 421)
  }
}

/** Whether a request is for a name that is ours: nobody else can make an address, or `localhost`, their own. */
export function isOurHost(c: Context, publicOrigin: string | undefined): boolean {
  const ours = publicOrigin === undefined ? undefined : new URL(publicOrigin).hostname
  const name = hostName(c.req.header("host"))
  return name !== undefined && (isIP(name) > 0 || name === "localhost" || name === ours)
}

/** Refuses every request that may change something unless the page itself sends it. */
export function checkOrigin(publicOrigin: string | undefined): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === "GET" || c.req.method === "HEAD") return next()
    const ours = publicOrigin ?? `http://${c.req.header("host")}`
    const origin = c.req.header("origin")
    const site = c.req.header("sec-fetch-site")
    const same =
      origin === undefined
        ? site === "same-origin"
        : origin === ours && (site ?? "same-origin") === "same-origin"
    if (same) return next()
    return c.text(`${words.web.refusals.origin}\n`, 403)
  }
}

/** Whether a host name means the machine itself. */
export function isLoopbackName(name: string): boolean {
  return /^(localhost|127\..*|\[?::1\]?)$/.test(name)
}

function hostName(host: string | undefined): string | undefined {
  const url = `http://${host}`
  if (host === undefined || !URL.canParse(url)) return undefined
  return new URL(url).hostname.replace(/^\[|\]$/g, "")
}
