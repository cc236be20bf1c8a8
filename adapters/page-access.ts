/** Who may open the page, and who reaches what is public, as the settings say; and what doctor finds of both. */
import type { Config } from "../config/load.ts"
import type { Check } from "../src/vocabulary/operator.ts"
import { words } from "../src/words/words.ts"
import { secretKeys } from "./secret-keys.ts"
import type { AccessOptions } from "./web/access.ts"

/** What the page needs to know whom to let in. */
export function accessOf(config: Config): AccessOptions {
  return {
    password: config.PAGE_PASSWORD?.reveal(),
    adminPassword: config.PAGE_ADMIN_PASSWORD?.reveal(),
    userHeader: config.PAGE_USER_HEADER,
    keys: secretKeys(config),
  }
}

/** Whether other machines reach the page, which is closed to them. */
export function isClosedToOthers(config: Config): boolean {
  return !isLoopback(config.HOST) && !hasPassword(config) && config.PAGE_USER_HEADER === undefined
}

/** Whether the page lets in whom it should. */
export function pageCheck(config: Config): Check {
  const { HOST: host, PAGE_USER_HEADER: header } = config
  const { subject, ...say } = words.doctor.page
  if (header !== undefined && !isLoopback(host))
    return { subject, state: "warning", found: say.trusts(header, host), advice: say.trustsAdvice(header) }
  if (header !== undefined) return { subject, state: "ok", found: say.named(header) }
  if (hasPassword(config)) return { subject, state: "ok", found: say.password }
  if (isLoopback(host)) return { subject, state: "ok", found: say.here }
  return { subject, state: "warning", found: say.closed(host), advice: say.closedAdvice }
}

/** Whether people reach feeds, and the links in their mails, from where they are. */
export function doorCheck({ PUBLIC_URL, PUBLIC_PORT, PORT, HOST, MAIL_URL }: Config): Check {
  const { subject, ...say } = words.doctor.door
  if (PUBLIC_URL === undefined) return { subject, state: "ok", found: say.here }
  const { origin, hostname } = new URL(PUBLIC_URL)
  if (!isLoopback(hostname.replace(/^\[|\]$/g, "")))
    return { subject, state: "ok", found: say.reached(origin, HOST, PUBLIC_PORT ?? PORT) }
  if (MAIL_URL === undefined) return { subject, state: "ok", found: say.here }
  return { subject, state: "warning", found: say.mailHere(origin), advice: say.mailHereAdvice }
}

function hasPassword({ PAGE_PASSWORD, PAGE_ADMIN_PASSWORD }: Config): boolean {
  return PAGE_PASSWORD !== undefined || PAGE_ADMIN_PASSWORD !== undefined
}

function isLoopback(host: string): boolean {
  return /^(localhost|127\..*|::1)$/.test(host)
}
