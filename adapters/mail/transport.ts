/** Hands mails to a mail server, each over a connection of its own: few go out, and none waits for another's answer. */
import { createTransport, type SendMailOptions } from "nodemailer"
import { failureOf, type MailFailure } from "./refusals.ts"

export type DkimKey = { readonly selector: string; readonly privateKey: string }

export type TransportOptions = {
  /** `smtps://user:password@host`, or `smtp://` for a server that begins in plain text. */
  readonly url: string
  /** Names us to the server, and signs. */
  readonly domain: string
  readonly dkim?: DkimKey | undefined
  /** Of a proxy that connections go through. */
  readonly proxy?: string | undefined
  /** How long a server may say nothing. */
  readonly silenceMs?: number
}

type Heard = (means: MailFailure["means"]) => Promise<void>

export type Transport = {
  readonly host: string
  /** Throws what `failureOf` makes of the server's answer; `heard` is told first what that means. */
  send(message: SendMailOptions, heard?: Heard): Promise<{ readonly bytes: number }>
  /** Logs in, and sends nothing. */
  verify(): Promise<void>
}

const ports = { "smtp:": 587, "smtps:": 465 } as const
const silence = 20_000
/** What RFC 8058 wants signed beside the usual headers. */
const signed =
  "From:Sender:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:Content-Transfer-Encoding:List-Id:List-Unsubscribe:List-Unsubscribe-Post:Auto-Submitted"

export function createMailTransport(options: TransportOptions): Transport {
  const url = new URL(options.url)
  const { hostname: host } = url
  const settings = { ...connectionOf(url, options), ...signingOf(options) }

  /** Tells whether the server was given a mail, whatever it said of it. */
  function connect() {
    let isUnderWay = false
    const note = (entry: unknown, said: unknown) => {
      const { tnx } = (entry ?? {}) as { readonly tnx?: string }
      if (tnx === "client" && String(said).trim().toUpperCase() === "DATA") isUnderWay = true
    }
    const nothing = () => undefined
    const logger = {
      level: nothing,
      trace: note,
      debug: note,
      info: note,
      warn: nothing,
      error: nothing,
      fatal: nothing,
    }
    const transport = createTransport({ ...settings, logger, transactionLog: true })
    return { transport, isUnderWay: () => isUnderWay }
  }

  async function through<T>(
    work: (transport: ReturnType<typeof connect>["transport"]) => Promise<T>,
    heard?: Heard,
  ): Promise<T> {
    const { transport, isUnderWay } = connect()
    try {
      return await work(transport)
    } catch (error) {
      const failure = failureOf(error, { host, isUnderWay: isUnderWay() })
      await heard?.(failure.means)
      throw failure.error
    } finally {
      transport.close()
    }
  }

  return {
    host,
    async send(message, heard) {
      const sent = await through((transport) => transport.sendMail(message), heard)
      return { bytes: Number(sent.messageSize ?? 0) }
    },
    async verify() {
      await through((transport) => transport.verify())
    },
  }
}

function connectionOf(url: URL, { domain, proxy, silenceMs = silence }: TransportOptions) {
  const { protocol, hostname: host, port, username, password } = url
  const user = decodeURIComponent(username)
  const isLoopback = /^(localhost|127\..*|\[?::1\]?)$/.test(host)
  return {
    host: host.replace(/^\[|\]$/g, ""),
    port: Number(port) || ports[protocol === "smtps:" ? "smtps:" : "smtp:"],
    secure: protocol === "smtps:",
    name: domain,
    // A password is never said in plain text, except to this machine itself.
    requireTLS: user !== "" && !isLoopback,
    ...(user !== "" && { auth: { user, pass: decodeURIComponent(password) } }),
    ...(proxy && !isLoopback && { proxy }),
    connectionTimeout: silenceMs / 2,
    greetingTimeout: silenceMs / 2,
    dnsTimeout: silenceMs / 2,
    socketTimeout: silenceMs,
  }
}

function signingOf({ domain, dkim }: TransportOptions) {
  if (dkim === undefined) return {}
  const { selector: keySelector, privateKey } = dkim
  return { dkim: { domainName: domain, keySelector, privateKey, headerFieldNames: signed } }
}
