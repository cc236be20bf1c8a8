/**
 * What a reader costs that asks whether a feed is new: microseconds of the processor per conditional request, beside a bare
 * hono route that answers 304. Each server is a process of its own; they take turns. `npm run bench:door` prints the medians.
 */
import "../../../adapters/runtime.mjs"
import { fork } from "node:child_process"
import { once } from "node:events"
import { Agent, get, type OutgoingHttpHeaders } from "node:http"
import { quantile } from "../bot-process.ts"

const requests = Number(process.env.REQUESTS ?? 2_000)
const rounds = Number(process.env.ROUNDS ?? 9)
/** At once. What is made anew is made once for all who ask at once. */
const readersOf = { kept: 20, anew: 1, bare: 20 } as const

const kinds = ["kept", "anew", "bare"] as const
type Kind = (typeof kinds)[number]

const measured = await Promise.all(
  kinds.map(async (kind) => ({ kind, server: await serve(kind), costs: [] as number[] })),
)
for (let round = 0; round <= rounds; round += 1) {
  for (const { server, costs } of measured) {
    const cost = await microsecondsOf(server)
    // The first round warms all of them.
    if (round > 0) costs.push(cost)
  }
}
for (const { server } of measured) server.stop()
const [kept = 0, anew = 0, bare = 0] = measured.map(({ costs }) => quantile(costs, 0.5))
process.stdout.write(
  `a feed that somebody read within its time: ${kept.toFixed(0)} us a conditional request\n`,
)
process.stdout.write(`one that nobody did, so that it is made anew: ${anew.toFixed(0)} us\n`)
process.stdout.write(`a bare route: ${bare.toFixed(0)} us\n`)
process.stdout.write(`ratio ${(kept / bare).toFixed(2)} (limit 2), anew ${(anew / bare).toFixed(2)}\n`)

type Server = Awaited<ReturnType<typeof serve>>

async function serve(kind: Kind) {
  const child = fork(new URL("./serve.ts", import.meta.url), [kind])
  const [address] = (await once(child, "message")) as [string]
  const agent = new Agent({ keepAlive: true, maxSockets: readersOf[kind] })
  const first = await ask(address, agent)
  return {
    ...{ kind, address, agent },
    headers: { "if-none-match": first.headers.etag ?? "", "accept-encoding": "gzip" },
    /** Microseconds that its process has used so far. */
    async used() {
      child.send("used")
      const [used] = (await once(child, "message")) as [number]
      return used
    },
    stop() {
      agent.destroy()
      child.kill()
    },
  }
}

async function microsecondsOf(server: Server): Promise<number> {
  const readers = readersOf[server.kind]
  const count = server.kind === "anew" ? requests / 20 : requests
  const from = await server.used()
  await Promise.all(Array.from({ length: readers }, () => askOften(server, count / readers)))
  return ((await server.used()) - from) / count
}

async function askOften({ address, agent, headers }: Server, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    const { status } = await ask(address, agent, headers)
    if (status !== 304) throw new Error(`${address} answered ${status} instead of 304`)
  }
}

async function ask(address: string, agent: Agent, headers: OutgoingHttpHeaders = {}) {
  const [answer] = await once(get(address, { agent, headers }), "response")
  answer.resume()
  await once(answer, "end")
  return { status: answer.statusCode as number, headers: answer.headers as OutgoingHttpHeaders }
}
