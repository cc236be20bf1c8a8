import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http"
import { setTimeout as wait } from "node:timers/promises"

/** Where a request is on its way: not there yet; done by the platform and not answered; answered. */
export type Step = "arriving" | "applied" | "answered"

/** Whether a request goes on: `false` cuts its connection, `late` too, and hands it to the platform after so long. */
export type Verdict = boolean | { readonly lateMs: number }

export type Look = (step: Step, path: string, told: Told) => Verdict

/** What was asked, and the platform's answer where there is one. */
export type Told = { readonly body: Buffer; readonly status?: number; readonly answer?: Buffer }

export type Relay = {
  readonly url: string
  /** Told of every request at every step, with the platform's answer where there is one. */
  watch(look: Look): void
  /** Resolves when the platform has been handed all that was late. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** Stands between a bot and its platform, and sees what the bot cannot: whether what it asked for was done. */
export async function startProxy(target: string): Promise<Relay> {
  let look: Look = () => true
  const late = new Set<Promise<void>>()
  const server = createServer((request, response) => void relay(request, response))

  async function relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = `${request.method} ${request.url ?? "/"}`
    const body: Buffer[] = []
    try {
      for await (const chunk of request) body.push(chunk as Buffer)
      const told = { body: Buffer.concat(body) }
      const verdict = look("arriving", path, told)
      if (typeof verdict === "object") handOnLate(request, told.body, verdict.lateMs)
      if (verdict !== true) return void response.destroy()
      const answer = await forward(request, told.body)
      const applied = { ...told, status: answer.status, answer: answer.body }
      if (!look("applied", path, applied)) return void response.destroy()
      response
        .writeHead(answer.status, answer.headers)
        .end(answer.body, () => look("answered", path, applied))
    } catch {
      // The bot was killed while it asked: what it asked for by then is what counts.
      response.destroy()
    }
  }

  function handOnLate(request: IncomingMessage, body: Buffer, ms: number): void {
    const done: Promise<void> = wait(ms)
      .then(() => forward(request, body))
      .then(() => void late.delete(done))
    late.add(done)
  }

  function forward({ url, method, headers }: IncomingMessage, body: Buffer) {
    return new Promise<{ status: number; headers: IncomingMessage["headers"]; body: Buffer }>(
      (resolve, reject) => {
        const to = new URL(url ?? "/", target)
        const asked = send(to, { method, headers: { ...headers, host: to.host } }, async (answer) => {
          const chunks: Buffer[] = []
          for await (const chunk of answer) chunks.push(chunk as Buffer)
          resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: Buffer.concat(chunks) })
        })
        asked.on("error", reject).end(body)
      },
    )
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("the proxy has no port")
  return {
    url: `http://127.0.0.1:${address.port}`,
    watch: (next) => {
      look = next
    },
    settled: async () => void (await Promise.all(late)),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
