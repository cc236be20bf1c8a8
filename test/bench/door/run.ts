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

const servers = ["feed", "bare"] as const
/** Many at once, and one that comes when nobody else does. */
const crowds = [20, 1] as const

const measured = await Promise.all(
  servers.flatMap((kind) =>
    crowds.map(async (readers) => ({
      kind,
      readers,
      server: await serve(kind, readers),
      costs: [] as number[],
    })),
  ),
)
for (let round = 0; round <= rounds; round += 1) {
  for (const { server, costs } of measured) {
    const cost = await microsecondsOf(server)
    // The first round warms all of them.
    if (round > 0) costs.push(cost)
  }
}
const costOf = (kind: string, readers: number) =>
  quantile(measured.find((one) => one.kind === kind && one.readers === readers)?.costs ?? [], 0.5)
for (const readers of crowds) {
  const [feed, bare] = [costOf("feed", readers), costOf("bare", readers)]
  const who = readers === 1 ? "one reader, alone" : `${readers} readers at once`
  process.stdout.write(
    `${who}: ${feed.toFixed(0)} us a conditional request, a bare route ${bare.toFixed(0)} us; ratio ${(feed / bare).toFixed(2)} (limit 2)\n`,
  )
}
const [first] = measured
if (first)
  process.stdout.write(
    `a feed that changed, made anew: ${(await costOfChange(first.server)).toFixed(0)} us\n`,
  )
for (const { server } of measured) server.stop()

type Server = Awaited<ReturnType<typeof serve>>

async function serve(kind: (typeof servers)[number], readers: number) {
  const child = fork(new URL("./serve.ts", import.meta.url), [kind])
  const [address] = (await once(child, "message")) as [string]
  const agent = new Agent({ keepAlive: true, maxSockets: readers })
  const first = await ask(address, agent)
  const tell = async (what: "used" | "change") => {
    child.send(what)
    const [used] = (await once(child, "message")) as [number]
    return used
  }
  return {
    ...{ kind, address, agent, readers },
    headers: { "if-none-match": first.headers.etag ?? "", "accept-encoding": "gzip" },
    /** Microseconds that its process has used so far. */
    used: () => tell("used"),
    /** Something that the feed shows is another. */
    change: () => tell("change"),
    stop() {
      agent.destroy()
      child.kill()
    },
  }
}

/** Microseconds of the first request after a change. */
async function costOfChange(server: Server): Promise<number> {
  const costs: number[] = []
  for (let round = 0; round < 20; round += 1) {
    const from = await server.change()
    await ask(server.address, server.agent, server.headers)
    costs.push((await server.used()) - from)
  }
  return quantile(costs, 0.5)
}

async function microsecondsOf(server: Server): Promise<number> {
  const { readers } = server
  const from = await server.used()
  await Promise.all(Array.from({ length: readers }, () => askOften(server, requests / readers)))
  return ((await server.used()) - from) / requests
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
