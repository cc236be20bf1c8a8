import { execFileSync } from "node:child_process"
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { afterAll, describe, expect, onTestFinished, test } from "vitest"
import { parse } from "yaml"
import { z } from "zod"
import { createMeasuring, type Measuring } from "../../../adapters/metrics/measuring.ts"
import { namedBy } from "../../../adapters/sources.ts"
import { createDispatch } from "../../../src/bot/dispatch.ts"
import type { Claim, Delivery, Edition, EditionStore } from "../../../src/vocabulary/delivery-stores.ts"
import { UserError } from "../../../src/vocabulary/errors.ts"
import type { Adapter } from "../../../src/vocabulary/ports.ts"
import { words } from "../../../src/words/words.ts"
import { aContext, anActor } from "../../builders.ts"
import { createFakeClock } from "../../clock.ts"
import { missing, promtool } from "../../needs.ts"
import { openStores } from "../../open-stores.ts"
import { silentLog } from "../../silent-log.ts"

const deploy = resolve(import.meta.dirname, "../../../deploy")
const folder = mkdtempSync(join(tmpdir(), "paperboy-metrics-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const due = "2026-11-24T09:00:00Z"
const sourceOf = namedBy({ huggingface: ["https://huggingface.co"], arxiv: ["https://export.arxiv.org"] })

/** A bot's figures at an address, with one platform that is away. */
async function served(measuring: Measuring = createMeasuring("1.2.3")) {
  const { subscriptions, check } = await openStores()
  const away = { health: () => ({ up: false, detail: "away" }) } as Adapter
  const of = {
    adapters: new Map([["discord", away]]),
    library: { count: async () => 7 } as Parameters<Measuring["serve"]>[1]["library"],
    ...{ subscriptions, check, clock: createFakeClock(due) },
  }
  const { port, close } = await measuring.serve({ host: "127.0.0.1", port: 0, log: silentLog }, of)
  onTestFinished(close)
  const read = (path = "/metrics", method = "GET") => fetch(`http://127.0.0.1:${port}${path}`, { method })
  return { port, measuring, read, text: async () => (await read()).text() }
}

/** Everything that can be counted happens once: all series then have a value. */
async function busy() {
  const { measuring, text, ...rest } = await served()
  const yes = async () => true
  const stores = await openStores()
  const kept: EditionStore = { ...stores.editions, plan: yes, confirm: yes, fail: yes }
  const { editions } = measuring.stores({ editions: kept })
  const community = "discord:81384788765712384"
  const claims = ["d1", "d2", "d3"].map((id) => ({ id, community }) as Claim)
  const edition = { id: "e1", dueAt: due, state: "sending" } as Edition
  await editions.plan(edition, claims as readonly Delivery[], undefined)
  const [first, second, third] = claims as [Claim, Claim, Claim]
  await editions.confirm(first, { community, place: "1", message: "2" }, "2026-11-24T09:00:42Z")
  await editions.fail(second, "no", "2026-11-24T10:00:00Z")
  await editions.fail(third, "no", undefined)
  const ask = measuring.fetch(async (url) => {
    if (String(url).includes("gone")) throw new TypeError("fetch failed")
    return new Response(null, { status: String(url).includes("arxiv") ? 503 : 304 })
  }, sourceOf)
  await ask("https://huggingface.co/api/daily_papers")
  await ask("https://export.arxiv.org/api/query")
  await ask("https://huggingface.co/gone").catch(() => undefined)
  for (const outcome of ["answered", "refused", "failed"] as const)
    measuring.metrics.called("search", "discord")(outcome)
  return { ...rest, measuring, text: await text() }
}

describe("the figures", () => {
  test("are those of posts, sources, commands, connections, the store and the build", async () => {
    const { text } = await busy()
    for (const line of [
      'paperboy_deliveries_total{platform="discord",outcome="confirmed"} 1',
      'paperboy_deliveries_total{platform="discord",outcome="retried"} 1',
      'paperboy_deliveries_total{platform="discord",outcome="given up"} 1',
      'paperboy_delivery_lag_seconds_sum{platform="discord"} 42',
      'paperboy_editions_total{state="sending"} 1',
      'paperboy_commands_total{command="search",platform="discord",outcome="refused"} 1',
      'paperboy_command_seconds_count{command="search"} 3',
      'paperboy_source_request_seconds_count{source="huggingface",outcome="answered"} 1',
      'paperboy_source_request_seconds_count{source="huggingface",outcome="failed"} 1',
      'paperboy_source_request_seconds_count{source="arxiv",outcome="refused"} 1',
      'paperboy_connected{platform="discord"} 0',
      "paperboy_store_up 1",
      "paperboy_papers 7",
      "paperboy_overdue_seconds 0",
      `paperboy_build_info{version="1.2.3",node="${process.versions.node}"} 1`,
    ])
      expect(text.split("\n")).toContain(line)
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds [\d.e-]+$/m)
  })

  test("begin at nothing, so that the first failure is an increase", async () => {
    const { measuring, text } = await served()
    const zero = 'paperboy_deliveries_total{platform="discord",outcome="given up"} 0'
    expect((await text()).split("\n")).toContain(zero)
    const ask = measuring.fetch(async () => new Response(), sourceOf)
    await ask("https://huggingface.co/api/daily_papers")
    measuring.metrics.called("search", "discord")("answered")
    for (const line of [
      'paperboy_commands_total{command="search",platform="discord",outcome="failed"} 0',
      'paperboy_source_request_seconds_count{source="huggingface",outcome="failed"} 0',
      'paperboy_editions_total{state="failed"} 0',
    ])
      expect((await text()).split("\n")).toContain(line)
  })

  test("name nobody: no label holds a number or an address", async () => {
    const { text } = await busy()
    const ours = text.split("\n").filter((line) => /^paperboy_/.test(line) && !line.includes("build_info"))
    const labels = ours.flatMap((line) => [...line.matchAll(/(\w+)="([^"]*)"/g)])
    const values = labels.flatMap(([, name, value = ""]) => (name === "le" ? [] : [value]))
    expect(values.length).toBeGreaterThan(10)
    expect(values.filter((value) => !/^[a-z -]+$/.test(value))).toEqual([])
  })

  test("count a command as it ended", async () => {
    const ended: string[] = []
    const metrics = {
      called: (command: string, platform: string) => (outcome: string) =>
        void ended.push(`${command} ${platform} ${outcome}`),
    }
    const command = (name: string, run: () => Promise<never>) =>
      ({
        name,
        description: "",
        options: {},
        visibility: "private",
        surface: "any",
        needs: "nothing",
        examples: [],
        run,
      }) as const
    const dispatch = createDispatch({
      commands: [
        command("refuses", async () => {
          throw new UserError("no", "No.")
        }),
        command("breaks", async () => {
          throw new TypeError("broken")
        }),
      ],
      context: () => aContext(),
      metrics,
      ...{ log: silentLog, random: () => 0.5 },
    })
    for (const text of ["refuses", "breaks"])
      await dispatch({ actor: anActor({ platform: "slack" }), input: { kind: "line", text } })
    expect(ended).toEqual(["refuses slack refused", "breaks slack failed"])
  })

  test("are read with GET at /metrics, and nothing else is there", async () => {
    const { read, port, measuring } = await served()
    expect((await read()).headers.get("content-type")).toContain("version=0.0.4")
    expect((await read("/")).status).toBe(404)
    expect((await read("/metrics", "POST")).status).toBe(404)
    const of = {} as Parameters<Measuring["serve"]>[1]
    await expect(measuring.serve({ host: "127.0.0.1", port, log: silentLog }, of)).rejects.toThrow(
      words.program.metrics.cannotListen("127.0.0.1", port, "EADDRINUSE"),
    )
  })
})

const boardShape = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) })),
})
const board = boardShape.parse(JSON.parse(readFileSync(join(deploy, "grafana-board.json"), "utf8")))
const queries = board.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
const rules = z
  .object({
    groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })),
  })
  .parse(parse(readFileSync(join(deploy, "alerts.yml"), "utf8")))
  .groups.flatMap((group) => group.rules)

test("board and alerts ask for series that there are", async () => {
  const { text } = await busy()
  const known = new Set([...text.matchAll(/^([a-z_0-9]+)[ {]/gm)].map(([, name]) => name))
  // These stand in the exposition only where there is a subscription, or a file.
  for (const name of ["paperboy_store_bytes", "paperboy_subscriptions", "paperboy_communities"])
    known.add(name)
  const asked = [...queries, ...rules.map(({ expr }) => expr)].flatMap((expr) =>
    [...expr.matchAll(/\b(?:paperboy|nodejs|process)_[a-z_0-9]+/g)].map(([name]) => name),
  )
  expect(asked.length).toBeGreaterThan(20)
  expect(asked.filter((name) => !known.has(name))).toEqual([])
  expect(rules).toHaveLength(6)
})

describe.skipIf(missing(promtool()))("promtool", () => {
  const run = (...given: readonly string[]) =>
    execFileSync(promtool().path, given, { cwd: folder, encoding: "utf8", stdio: "pipe" })

  test("finds no fault in what is told", async () => {
    const { text } = await busy()
    const ours = text.split("\n").filter((line) => !/nodejs_|process_/.test(line))
    execFileSync(promtool().path, ["check", "metrics"], {
      input: ours.join("\n"),
      stdio: ["pipe", "pipe", "pipe"],
    })
  })

  test("reads every query of the board", () => {
    const recorded = queries.map((expr, at) => ({
      record: `query:${at}`,
      expr: expr.replaceAll("$__rate_interval", "5m"),
    }))
    writeFileSync(
      join(folder, "board.json"),
      JSON.stringify({ groups: [{ name: "board", rules: recorded }] }),
    )
    expect(run("check", "rules", "board.json")).toContain(`SUCCESS: ${queries.length} rules`)
  })

  test("has each alert come when it should, and not before", () => {
    cpSync(join(deploy, "alerts.yml"), join(folder, "alerts.yml"))
    cpSync(join(import.meta.dirname, "alerts.test.yml"), join(folder, "alerts.test.yml"))
    expect(run("test", "rules", "alerts.test.yml")).toContain("SUCCESS")
  })
})
