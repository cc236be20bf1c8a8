import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdirSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { join, resolve } from "node:path"
import { describe, expect, onTestFinished, test } from "vitest"
import { words } from "../../../src/words/words.ts"
import { aDataDir, run, startBot } from "./program.ts"

/** Hugging Face, as far as a first start asks it: two papers on each weekday, after `delayMs`. */
async function aSite(delayMs = 0): Promise<string> {
  const server = createServer(async ({ url = "" }, response) => {
    const day = new URL(url, "http://localhost").searchParams.get("date") ?? "2026-01-05"
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    const [, month = "", date = ""] = day.split("-")
    const isWeekend = Temporal.PlainDate.from(day).dayOfWeek > 5
    const rows = (isWeekend ? [] : [1, 2]).map((index) => ({
      paper: {
        id: `${day.slice(2, 4)}${month}.${date}00${index}`,
        title: `Paper ${index} of ${day}`,
        summary: "S",
        authors: [],
        upvotes: index,
      },
    }))
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(rows))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const papersAt = async (address: string): Promise<string> => {
  const { parts } = (await (await fetch(`${address}/healthz`)).json()) as {
    parts: { store: { detail: string } }
  }
  return parts.store.detail
}

describe("a first start", () => {
  test("without a network has the starter library, and ends at once when asked", async () => {
    const DATA_DIR = aDataDir()
    const bot = await startBot({ DATA_DIR })
    await bot.heard(/"from":"starter"/)
    expect(Number.parseInt(await papersAt(bot.address), 10)).toBeGreaterThanOrEqual(150)
    const endedAt = performance.now()
    expect((await bot.end()).exitCode).toBe(0)
    expect(performance.now() - endedAt).toBeLessThan(10_000)
    expect((await run(["search", "attention", "--limit", "1"], { DATA_DIR })).stdout).toContain("Attention")
  })

  test("reads the last 14 lists behind a page that is open already", async () => {
    const env = { DATA_DIR: aDataDir(), OFFLINE: "false", HF_BASE_URL: await aSite(50) }
    const bot = await startBot(env)
    expect((await fetch(bot.address)).status).toBe(200)
    await bot.heard(/"from":"network","lists":14,"papers":28/)
    expect(await papersAt(bot.address)).toBe("286 papers stored")
    expect((await bot.end("SIGINT")).exitCode).toBe(0)
  })

  test("is not stopped from ending by a list that does not come", async () => {
    const bot = await startBot({ DATA_DIR: aDataDir(), OFFLINE: "false", HF_BASE_URL: await aSite(120_000) })
    const endedAt = performance.now()
    expect((await bot.end()).exitCode).toBe(0)
    expect(performance.now() - endedAt).toBeLessThan(10_000)
  })
})

describe("a running bot", () => {
  test("finds what another process imports", async () => {
    const DATA_DIR = aDataDir()
    const bot = await startBot({ DATA_DIR })
    await bot.heard(/"from":"starter"/)
    const before = await papersAt(bot.address)
    const file = join(DATA_DIR, "one.jsonl")
    writeFileSync(file, JSON.stringify({ id: "2601.99999", title: "Imported from beside", authors: ["Ada"] }))
    expect(await run(["import", file], { DATA_DIR })).toMatchObject({ exitCode: 0, stderr: "" })
    expect(await papersAt(bot.address)).not.toBe(before)
    expect((await bot.end()).exitCode).toBe(0)
  })

  test.each(["SIGTERM", "SIGKILL"] as const)("ends when the npm that started it gets %s", async (signal) => {
    // npm runs a script in a shell; this one stands for both.
    const script = `"${process.execPath}" adapters/paperboy.mjs start; true`
    const { PATH = "" } = process.env
    const env = { PATH, OFFLINE: "true", PORT: "0", DATA_DIR: aDataDir(), npm_lifecycle_event: "start" }
    const npm = spawn("sh", ["-c", script], { cwd: resolve(import.meta.dirname, "../../.."), env })
    let said = ""
    const address = await new Promise<string>((found) => {
      npm.stdout.on("data", (piece) => {
        said += piece
        const [, open] = /"address":"([^"]+)"/.exec(said) ?? []
        if (open) found(open)
      })
    })
    const ended = once(npm.stdout, "close")
    npm.kill(signal)
    await ended
    await expect(fetch(address)).rejects.toThrow()
  })

  test("warns where other machines can open its page", async () => {
    const bot = await startBot({ DATA_DIR: aDataDir(), HOST: "0.0.0.0" })
    await bot.heard(/HOST=0\.0\.0\.0 lets other machines/)
    await bot.end()
  })

  test("says in one sentence that its port is taken", async () => {
    const bot = await startBot({ DATA_DIR: aDataDir() })
    const second = await run(["start"], { DATA_DIR: aDataDir(), PORT: new URL(bot.address).port })
    expect(second.exitCode).toBe(1)
    expect(second.stderr).toContain(new URL(bot.address).port)
    expect(second.stderr).not.toContain("    at ")
  })
})

describe("a start that cannot be", () => {
  test("names every mistake of the configuration", async () => {
    const { exitCode, stdout, stderr } = await run(["start"], {
      DATA_DIR: aDataDir(),
      PORT: "http",
      TIMEZONE: "Mars",
    })
    expect(exitCode).toBe(1)
    expect(stdout).toBe("")
    const { mistakes, fix, about } = words.settings
    expect(stderr).toBe(
      `${mistakes(2)}\n` +
        `  PORT is "http"; it should be ${about.PORT.allowed}.\n` +
        `  TIMEZONE is "Mars"; it should be ${about.TIMEZONE.allowed}.\n` +
        `${fix}\n`,
    )
  })

  test("leaves a damaged store as it is, and doctor names it", async () => {
    const DATA_DIR = aDataDir()
    mkdirSync(DATA_DIR, { recursive: true })
    writeFileSync(join(DATA_DIR, "paperboy.sqlite"), "this is no database ".repeat(500))
    const { exitCode, stderr } = await run(["start"], { DATA_DIR, PORT: "0" })
    expect(exitCode).toBe(1)
    expect(stderr).toContain("paperboy.sqlite")
    expect(stderr).not.toContain("    at ")
    const doctor = await run(["doctor"], { DATA_DIR })
    expect(doctor.exitCode).toBe(1)
    expect(doctor.stdout).toContain(`✗ ${words.doctor.store.subject}`)
  })
})
