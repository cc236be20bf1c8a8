import { inspect } from "node:util"
import { Hono } from "hono"
import { describe, expect, test } from "vitest"
import { createDoor, openDoor } from "../../../adapters/public/door.ts"
import { words } from "../../../src/words/words.ts"
import { silentLog } from "../../silent-log.ts"

describe("the public door", () => {
  const secret = "s3cret-token"
  const lines: { fields: unknown; message: string }[] = []
  const log = {
    ...silentLog,
    error: (fields: unknown, message: string) => void lines.push({ fields: fields, message }),
  }
  const failing = new Hono().get("/f/:token", () => {
    throw new Error("a bug")
  })
  const door = createDoor({ routes: [failing], log })

  test("answers what it does not know with one 404, under headers that tell nobody the address", async () => {
    const answers = await Promise.all(["/", "/setup/daily-papers", "/u/x", "/events"].map(ask))
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1)
    expect(answers[0]?.headers.get("referrer-policy")).toBe("no-referrer")
    expect(answers[0]?.headers.get("content-security-policy")).toContain("default-src 'none'")
  })

  test("says that it is up", async () => {
    expect(await (await ask("/healthz")).json()).toEqual({ up: true })
  })

  test("logs a failure without the address that led to it", async () => {
    const answer = await ask(`/f/${secret}`)
    expect([answer.status, await answer.text()]).toEqual([500, `${words.publicDoor.failed}\n`])
    expect(lines.some(({ message }) => message === words.publicDoor.failed)).toBe(true)
    expect(inspect(lines)).not.toContain(secret)
  })

  test("names the port that it cannot have, and what to do", async () => {
    const first = await openDoor(door, { host: "127.0.0.1", port: 0 })
    await expect(openDoor(door, { host: "127.0.0.1", port: first.port })).rejects.toMatchObject({
      message: words.publicDoor.cannotListen("127.0.0.1", first.port, "EADDRINUSE"),
      hint: words.publicDoor.cannotListenHint,
    })
    first.close()
  })

  async function ask(path: string): Promise<Response> {
    return await door.fetch(new Request(`http://papers.example.org${path}`))
  }
})
