/** Lines that Slack's libraries write, among the bot's lines of JSON. */
import { webApi } from "@slack/bolt"
import { expect, it, vi } from "vitest"
import { clientOptionsFor, createBoltLogger } from "../../../adapters/slack/client-options.ts"
import type { Log } from "../../../src/vocabulary/system.ts"
import { silentLog } from "../../silent-log.ts"

it("come by the bot's own log, one entry each, and never on the console", async () => {
  const written = [vi.spyOn(process.stdout, "write"), vi.spyOn(process.stderr, "write")]
  const printed = (["log", "info", "warn", "error", "debug"] as const).map((way) => vi.spyOn(console, way))
  const lines: string[] = []
  const log: Log = { ...silentLog, debug: (_, message) => void lines.push(message) }
  const warns = JSON.stringify({ ok: false, error: "no", response_metadata: { warnings: ["old\nway"] } })
  const fails: typeof fetch = async () => new Response(warns)
  const options = clientOptionsFor({ fetch: fails, logger: createBoltLogger(log) })
  const client = new webApi.WebClient("xoxb-secret", options)
  const post = client.chat.postMessage({
    channel: "C1",
    text: "without blocks",
    attachments: [{ title: "a" }],
  })
  await expect(post).rejects.toThrow()
  await client.apiCall("no.such.method").catch(() => undefined)
  for (const spy of [...written, ...printed]) expect(spy).not.toHaveBeenCalled()
  vi.restoreAllMocks()
  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines) expect(line).not.toContain("xoxb-secret")
})
