/** Mail as the settings want it: for the bot, for its links' pages, and for who tries it. */

import { resolveTxt } from "node:dns/promises"
import { readFileSync } from "node:fs"
import type { Config } from "../config/load.ts"
import { readAddress } from "../src/digests/read-address.ts"
import type { Card } from "../src/vocabulary/card.ts"
import { NetworkError, UserError } from "../src/vocabulary/errors.ts"
import type { Check } from "../src/vocabulary/operator.ts"
import type { Adapter } from "../src/vocabulary/ports.ts"
import type { Stores } from "../src/vocabulary/stores.ts"
import type { Clock, Log } from "../src/vocabulary/system.ts"
import { words } from "../src/words/words.ts"
import { addressKeeper } from "./mail/address-keeper.ts"
import { diagnoseMail } from "./mail/diagnose.ts"
import { createLinks, type Links } from "./mail/links.ts"
import { createMail } from "./mail/mail.ts"
import { messageOf } from "./mail/message.ts"
import { createMailRoutes, type MailRouting } from "./mail/routes.ts"
import { type Sender, senderOf } from "./mail/sender.ts"
import { createMailTransport, type DkimKey, type Transport } from "./mail/transport.ts"
import { secretKeys } from "./secret-keys.ts"

/** The adapter. */
export function mailAdapter(
  config: Config,
  parts: Pick<Stores, "addresses"> & { readonly clock: Clock; readonly log: Log },
): Adapter {
  const from = senderFrom(config)
  const keeper = addressKeeper(() => secretKeys(config))
  const perMinute = config.MAIL_PER_MINUTE
  return createMail({
    ...parts,
    transport: transportOf(config, from),
    from,
    links: mailLinks(config),
    keeper,
    perMinute,
  })
}

/** The pages behind the links of mails. */
export function mailRoutes(config: Config, parts: Omit<MailRouting, "links">) {
  return createMailRoutes({ ...parts, links: mailLinks(config) })
}

/** Where buttons in mails lead. */
export function mailLinks(config: Config): Links {
  return createLinks(config.PUBLIC_URL ?? "", () => secretKeys(config))
}

/** Sends a card at once, as a digest would come; its links do nothing, because nobody confirmed the address. */
export async function tryMail(config: Config, written: string, card: Card, at: Temporal.Instant) {
  const from = senderFrom(config)
  const to = readAddress(written)
  const links = config.PUBLIC_URL === undefined ? undefined : mailLinks(config)
  const envelope = { to, id: `try.${at.epochMilliseconds}`, at }
  const message = await messageOf(card, { address: "try", links, isAsked: true }, envelope, from)
  const transport = transportOf(config, from)
  try {
    const { bytes } = await transport.send(message)
    return { host: transport.host, bytes }
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error
    throw new UserError("mail-unreachable", error.message, {
      isNetwork: true,
      hint: words.mail.try.unreachableHint,
    })
  }
}

/** The address that mails come from. Throws `UserError` where mail is not set up. */
export function senderFrom({ MAIL_URL: url, MAIL_FROM: from }: Config): Sender {
  const sender = from === undefined ? undefined : senderOf(from)
  const { needsSettings, needsSettingsHint: hint } = words.mail.try
  if (url === undefined || sender === undefined) throw new UserError("no-mail", needsSettings, { hint })
  return sender
}

export function transportOf(config: Config, { domain }: Sender): Transport {
  const url = config.MAIL_URL?.url.reveal() ?? ""
  return createMailTransport({
    url,
    domain,
    dkim: dkimOf(config),
    proxy: proxyFor(config, new URL(url)),
  })
}

/** Throws `UserError` for a key that cannot be read. */
export function dkimOf({ MAIL_DKIM_KEY: file, MAIL_DKIM_SELECTOR: selector }: Config): DkimKey | undefined {
  if (file === undefined || selector === undefined) return undefined
  try {
    return { selector, privateKey: readFileSync(file, "utf8") }
  } catch (error) {
    throw new UserError(
      "unreadable-key",
      words.mail.doctor.badKey(error instanceof Error ? error.message : String(error)),
    )
  }
}

/** For doctor. Never throws. */
export async function mailChecksOf(config: Config): Promise<readonly Check[]> {
  const from = senderFrom(config)
  const { OFFLINE: offline } = config
  try {
    const parts = { transport: transportOf(config, from), from, dkim: dkimOf(config), offline }
    return await diagnoseMail({ ...parts, textRecords })
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return [{ subject: words.mail.doctor.dkim, state: "error", found: error.message }]
  }
}

/** A name that DNS does not know has none. */
async function textRecords(name: string): Promise<readonly string[]> {
  try {
    return (await resolveTxt(name)).map((parts) => parts.join(""))
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined
    if (code === "ENOTFOUND" || code === "ENODATA") return []
    throw error
  }
}

/** NO_PROXY names hosts, also with a port, and domains by their ending. */
function proxyFor({ HTTPS_PROXY, NO_PROXY = "" }: Config, { hostname, port }: URL): string | undefined {
  const direct = NO_PROXY.toLowerCase().split(/[\s,]+/)
  const isDirect = direct.some((entry) => {
    const [, name = "", only] = /^(?:\*?\.)?([^:]*)(?::(\d+))?$/.exec(entry) ?? []
    const isHost = hostname === name || hostname.endsWith(`.${name}`)
    return name === "*" || (name !== "" && isHost && (only === undefined || only === port))
  })
  return isDirect ? undefined : HTTPS_PROXY?.url.reveal()
}
