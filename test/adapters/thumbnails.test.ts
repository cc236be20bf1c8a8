import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, onTestFinished, test } from "vitest"
import { createThumbnails } from "../../adapters/thumbnails.ts"
import { silentLog } from "../silent-log.ts"

const address = "https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/1.png"

function open(
  answer: (url: string) => Response,
  wishes: { readonly maxBytes?: number; readonly isOffline?: boolean } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-thumbnails-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const asked: string[] = []
  const fetch = async (url: string | URL | Request) => {
    asked.push(String(url))
    return answer(String(url))
  }
  const load = createThumbnails({ folder, isOffline: false, log: silentLog, fetch, ...wishes })
  return { load, asked, folder }
}

const png = (bytes = 3) => new Response(new Uint8Array(bytes), { headers: { "content-type": "image/png" } })
const redirect = (location: string) => new Response(null, { status: 302, headers: { location } })

describe("a picture", () => {
  test("is asked for once, however many look at it, and then kept", async () => {
    const { load, asked, folder } = open(() => png())
    const both = await Promise.all([load(address), load(address)])
    expect(both.map((one) => one?.bytes.length)).toEqual([3, 3])
    expect(await load(address)).toEqual({ type: "image/png", bytes: new Uint8Array(3) })
    expect(asked).toEqual([address])
    expect(existsSync(folder) && readdirSync(folder)).toHaveLength(1)
  })

  test.each([
    "http://cdn-thumbnails.huggingface.co/1.png",
    "https://huggingface.co.evil.example/1.png",
    "https://evilhuggingface.co/1.png",
    "https://127.0.0.1/1.png",
    "https://huggingface.co:8443/1.png",
    "file:///etc/passwd",
    "nonsense",
  ])("of %s is not asked for", async (url) => {
    const { load, asked } = open(() => png())
    expect(await load(url)).toBeUndefined()
    expect(asked).toEqual([])
  })

  test("is followed to another of the site's hosts, and to nobody else's", async () => {
    const there = "https://cdn-uploads.hf.co/1.png"
    expect(await open((url) => (url === address ? redirect(there) : png())).load(address)).toBeDefined()
    const away = open((url) => (url === address ? redirect("http://169.254.169.254/") : png()))
    expect(await away.load(address)).toBeUndefined()
    expect(away.asked).toEqual([address])
    expect(await open(() => redirect(address)).load(address)).toBeUndefined()
  })

  test.each([
    ["a page", () => new Response("<html>", { headers: { "content-type": "text/html" } })],
    [
      "a drawing that may hold a script",
      () => new Response("<svg/>", { headers: { "content-type": "image/svg+xml" } }),
    ],
    ["an error", () => new Response("", { status: 500 })],
    ["too large", () => png(6 * 1024 * 1024)],
  ])("that is %s is not kept, nor asked for again at once", async (_, answer) => {
    const { load, asked, folder } = open(answer)
    expect(await load(address)).toBeUndefined()
    expect(await load(address)).toBeUndefined()
    expect(asked).toHaveLength(1)
    expect(readdirSync(folder)).toEqual([])
  })

  test("goes when newer ones need its room", async () => {
    const { load, folder } = open(() => png(100), { maxBytes: 250 })
    for (const n of [1, 2, 3]) await load(`https://huggingface.co/${n}.png`)
    expect(readdirSync(folder)).toHaveLength(2)
  })

  test("is not asked for offline", async () => {
    const { load, asked } = open(() => png(), { isOffline: true })
    expect(await load(address)).toBeUndefined()
    expect(asked).toEqual([])
  })
})
