import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { describe, expect, onTestFinished, test } from "vitest"
import { type Diagnosed, diagnose } from "../../../adapters/terminal/diagnose.ts"
import { StoreError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { createFakeClock } from "../../clock.ts"

const now = "2026-01-05T12:00:00Z"

async function aServer(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_, response) => answer(response))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const telling =
  (date: string, status = 200) =>
  (response: ServerResponse) =>
    void response.writeHead(status, { date: new Date(date).toUTCString() }).end("[]")

async function findingsOf(given: Partial<Diagnosed> & { readonly url?: string } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), "paperboy-doctor-"))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const { url, ...rest } = given
  const checks = await diagnose({
    mistakes: [],
    nodeVersion: "26.10.0",
    dataDir,
    timeZone: "Asia/Tokyo",
    store: async () => ({ papers: 1234 }),
    sources: url === undefined ? [] : [{ name: "Hugging Face", variable: "HF_BASE_URL", url: `${url}/api` }],
    offline: url === undefined,
    fetch,
    clock: createFakeClock(now),
    ...rest,
  })
  return (subject: string) => checks.find((check) => check.subject === subject)
}

describe("an examination", () => {
  test("finds nothing where all is well", async () => {
    const of = await findingsOf({ url: await aServer(telling(now)) })
    expect(of("Configuration")).toMatchObject({ state: "ok" })
    expect(of(words.doctor.store.subject)).toEqual({
      subject: words.doctor.store.subject,
      state: "ok",
      found: words.doctor.store.ok(1234),
    })
    expect(of("Hugging Face")).toMatchObject({
      state: "ok",
      found: expect.stringContaining("answered 200 in 0 ms"),
    })
    expect(of("Clock")).toEqual({ subject: "Clock", state: "ok", found: "right" })
    expect(of("Time zone")?.found).toBe(words.doctor.zone.ok("Asia/Tokyo", "2026-01-05 21:00"))
  })

  test.each([
    ["2026-01-05T12:05:00Z", "error", words.doctor.clock.off(300, false)],
    ["2026-01-05T11:58:00Z", "error", words.doctor.clock.off(120, true)],
    ["2026-01-05T12:00:30Z", "ok", words.doctor.clock.off(30, false)],
  ])("compares the clock with a source that says %s", async (date, state, found) => {
    const of = await findingsOf({ url: await aServer(telling(date)) })
    expect(of("Clock")).toMatchObject({ state, found })
  })

  test.each([
    [429, "warning"],
    [503, "error"],
    [404, "error"],
  ])("names a source that answers %d", async (status, state) => {
    const of = await findingsOf({ url: await aServer(telling(now, status)) })
    expect(of("Hugging Face")).toMatchObject({ state, found: expect.stringContaining(`answered ${status}`) })
  })

  test("names a source that is out of reach, and the variable that leads there", async () => {
    const of = await findingsOf({ url: "http://127.0.0.1:9" })
    expect(of("Hugging Face")).toMatchObject({
      state: "error",
      advice: expect.stringContaining("HF_BASE_URL"),
    })
    expect(of("Clock")).toMatchObject({ state: "warning" })
  })

  test("asks nobody when it is told to stay offline", async () => {
    const of = await findingsOf({
      offline: true,
      fetch: () => {
        throw new Error("asked")
      },
    })
    expect(of("Network")).toMatchObject({ state: "ok" })
  })

  test("hands on what a store that cannot be opened says to do", async () => {
    const of = await findingsOf({
      store: () =>
        Promise.reject(new StoreError("corrupt", "The database is damaged.", "Put a backup in its place.")),
    })
    expect(of(words.doctor.store.subject)).toEqual({
      subject: words.doctor.store.subject,
      state: "error",
      found: "The database is damaged.",
      advice: "Put a backup in its place.",
    })
  })

  test("warns of a data folder that others may write into", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "paperboy-open-"))
    onTestFinished(() => rmSync(dataDir, { recursive: true }))
    chmodSync(dataDir, 0o777)
    const of = await findingsOf({ dataDir })
    expect(of("Data folder")).toMatchObject({
      state: "warning",
      advice: words.doctor.folder.openAdvice(dataDir),
    })
  })

  test("of a data folder that the first start will make looks at where it will lie", async () => {
    const of = await findingsOf({ dataDir: join(tmpdir(), "paperboy-never-made", "data") })
    expect(of("Data folder")).toMatchObject({ state: "ok" })
    expect(of("Disk")?.found).toMatch(/free$/)
  })

  test("of a data folder that can never be made says so", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "paperboy-file-")), "file")
    onTestFinished(() => rmSync(dirname(file), { recursive: true }))
    writeFileSync(file, "")
    const of = await findingsOf({ dataDir: join(file, "data") })
    expect(of("Data folder")).toMatchObject({ state: "error", advice: expect.stringContaining("DATA_DIR") })
  })
})
