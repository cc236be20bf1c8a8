/** What every request passes: the right host name, the right origin, a small body; and the headers of every answer. */
import { isIP } from "node:net"
import type { MiddlewareHandler } from "hono"
import { secureHeaders } from "hono/secure-headers"

/** Nothing comes from elsewhere but pictures: thumbnails lie on the paper site's own servers. */
export const headers: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", "https:"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
  referrerPolicy: "no-referrer",
  xFrameOptions: "DENY",
  // The page speaks plain http on this machine; who puts it behind TLS says so there.
  strictTransportSecurity: false,
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
})

/**
 * Turns away requests to a host name that is not ours. A foreign page can point its own name at 127.0.0.1 (DNS
 * rebinding) and would then be "same origin"; it cannot do so with an address or with `localhost`.
 */
export function rightHost(publicOrigin: string | undefined): MiddlewareHandler {
  const ours = publicOrigin === undefined ? undefined : new URL(publicOrigin).hostname
  return async (c, next) => {
    const name = hostName(c.req.header("host"))
    if (name !== undefined && (isIP(name) > 0 || name === "localhost" || name === ours)) return next()
    return c.text("This page answers to localhost and to addresses of this machine only.\n", 421)
  }
}

/** Turns away everything but reading that does not come from the page itself. */
export function rightOrigin(publicOrigin: string | undefined): MiddlewareHandler {
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
    return c.text("Only the page itself may send this.\n", 403)
  }
}

function hostName(host: string | undefined): string | undefined {
  const url = `http://${host}`
  if (host === undefined || !URL.canParse(url)) return undefined
  return new URL(url).hostname.replace(/^\[|\]$/g, "")
}
