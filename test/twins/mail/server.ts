/** A mail server on loopback, as a provider's: it takes mails, refuses at any stage, hangs, or is gone after a mail came. */
import { type ParsedMail, simpleParser } from "mailparser"
import { SMTPServer, type SMTPServerOptions } from "smtp-server"

export type Stage = "login" | "sender" | "recipient" | "data"

/** What can be watched of a mail on its way: `arrived`: the server has it. `answered`: and has said so. */
export const steps = ["connected", "sender", "recipient", "begun", "arrived", "answered"] as const
export type Step = (typeof steps)[number]

export type Received = { readonly to: string; readonly raw: string; readonly mail: ParsedMail }

export type MailTwin = {
  readonly url: string
  /** Mails that it has, also those whose sender does not know. */
  readonly received: Received[]
  /** Every connection that logged in or began a mail. */
  sessions: number
  /** What it says at a stage instead of yes: a code and words. */
  readonly refusals: Map<Stage, { readonly code: number; readonly text: string }>
  /** `hang`: says nothing once a mail came. `drop`: has it, and ends the connection before it says so. */
  afterData: "answer" | "hang" | "drop"
  /** Hears of each step before the server goes on. */
  onStep?: (step: Step) => void
  close(): Promise<void>
}

/** How it speaks TLS: from the first byte, or once it was asked to (STARTTLS). */
export type TwinTls = { readonly from: "start" | "asked"; readonly key: string; readonly cert: string }

export async function createMailTwin(tls?: TwinTls): Promise<MailTwin> {
  const refusals: MailTwin["refusals"] = new Map()
  const refusal = (stage: Stage): Error | null => {
    const said = refusals.get(stage)
    return said ? Object.assign(new Error(said.text), { responseCode: said.code }) : null
  }
  const options: SMTPServerOptions = {
    authOptional: true,
    disableReverseLookup: true,
    allowInsecureAuth: tls === undefined,
    ...(tls ? { key: tls.key, cert: tls.cert, secure: tls.from === "start" } : withoutTls),
    onAuth: ({ username }, _, done) => {
      const error = refusal("login")
      done(error, error ? undefined : { user: username ?? "" })
    },
    onMailFrom(_, __, done) {
      twin.onStep?.("sender")
      done(refusal("sender"))
    },
    onRcptTo(_, __, done) {
      twin.onStep?.("recipient")
      done(refusal("recipient"))
    },
    onData(stream, session, done) {
      twin.onStep?.("begun")
      const chunks: Buffer[] = []
      stream.on("data", (chunk: Buffer) => chunks.push(chunk))
      stream.on("end", async () => {
        const error = refusal("data")
        if (error) return done(error)
        const raw = Buffer.concat(chunks).toString()
        const [to] = session.envelope.rcptTo
        twin.received.push({ to: to?.address ?? "", raw, mail: await simpleParser(raw) })
        twin.onStep?.("arrived")
        if (twin.afterData === "answer") {
          done()
          twin.onStep?.("answered")
        }
        if (twin.afterData === "drop") for (const { _socket } of connections()) _socket.destroy()
      })
    },
    onConnect(_, done) {
      twin.sessions += 1
      twin.onStep?.("connected")
      done()
    },
  }
  const server = new SMTPServer(options)
  server.on("error", () => undefined)
  const connections = () => server.connections as Set<{ readonly _socket: { destroy(): void } }>
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, "127.0.0.1", () => {
      const address = listening.address()
      resolve(typeof address === "object" && address ? address.port : 0)
    })
  })
  const twin: MailTwin = {
    url: `${tls?.from === "start" ? "smtps" : "smtp"}://paperboy:secret-word@127.0.0.1:${port}`,
    received: [],
    sessions: 0,
    refusals,
    afterData: "answer",
    close: () =>
      new Promise((resolve) => {
        for (const { _socket } of connections()) _socket.destroy()
        server.close(() => resolve())
      }),
  }
  return twin
}

const withoutTls: SMTPServerOptions = { disabledCommands: ["STARTTLS"] }
