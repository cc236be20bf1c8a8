/**
 * What a page costs: 50 readers, each with a cookie of their own, on ten pages, beside a bare hono app that sends the same
 * bytes. Each server is a process of its own. `npm run bench:page` prints both medians and their ratio.
 */
import "../../../adapters/runtime.mjs"
import { fork } from "node:child_process"
import { once } from "node:events"
import { gzipSync } from "node:zlib"

const readers = 50
const rounds = 4
const paths = [
  "/",
  "/?sort=new",
  "/?only=code",
  "/week/2025-W44",
  "/month/2025-10",
  "/trending",
  "/papers/2510.00001",
  "/papers/2510.00002",
  "/search?q=diffusion",
  "/search?q=kitchen",
]

type Measured = { readonly p50: number; readonly p95: number; readonly bytes: number }

const page = await serve("page")
const bare = await serve("bare", page.address)
// Both are warm before one of them is measured, and they take turns.
await visitAll(page.address, 1)
await visitAll(bare.address, 1)
const measured = { page: await visitAll(page.address, rounds), bare: await visitAll(bare.address, rounds) }
for (const [name, { p50, p95, bytes }] of Object.entries(measured))
  process.stdout.write(
    `${name.padEnd(5)} p50 ${p50.toFixed(1)} ms  p95 ${p95.toFixed(1)} ms  ${(bytes / 1024).toFixed(0)} kB a page\n`,
  )
process.stdout.write(`ratio ${(measured.page.p50 / measured.bare.p50).toFixed(2)} (limit 3)\n`)
process.stdout.write(
  `50 papers, compressed, with style and script: ${(await weight(page.address)).toFixed(1)} kB (limit 60)\n`,
)
page.stop()
bare.stop()

async function serve(kind: "page" | "bare", source = "") {
  const child = fork(new URL("./serve.ts", import.meta.url), [kind, source, JSON.stringify(paths)])
  const [address] = (await once(child, "message")) as [string]
  return { address, stop: () => void child.kill() }
}

async function visitAll(address: string, times: number): Promise<Measured> {
  const each = await Promise.all(Array.from({ length: readers }, () => visit(address, times)))
  const all = each.flat()
  const spans = all.map(({ ms }) => ms).toSorted((one, other) => one - other)
  const at = (share: number) => spans[Math.floor(spans.length * share)] ?? 0
  return { p50: at(0.5), p95: at(0.95), bytes: all.reduce((sum, { bytes }) => sum + bytes, 0) / all.length }
}

async function visit(address: string, times: number) {
  const welcome = await fetch(address)
  await welcome.arrayBuffer()
  const cookie = welcome.headers.get("set-cookie")?.split(";")[0] ?? ""
  const spans: { readonly ms: number; readonly bytes: number }[] = []
  for (let n = 0; n < times; n += 1) {
    for (const path of paths) {
      const from = performance.now()
      const response = await fetch(address + path, { headers: { cookie, "accept-encoding": "identity" } })
      const bytes = (await response.arrayBuffer()).byteLength
      spans.push({ ms: performance.now() - from, bytes })
    }
  }
  return spans
}

/** Everything that a browser loads for the list, as gzip sends it. */
async function weight(address: string): Promise<number> {
  const read = async (path: string) => (await fetch(address + path)).text()
  const html = await read("/")
  const scripts = new Set(["/assets/client/main.ts"])
  const bodies = [html, await read("/assets/style.css"), await read("/assets/icons.svg")]
  for (const script of scripts) {
    const body = await read(script)
    bodies.push(body)
    for (const [, path = ""] of body.matchAll(/from "(\.[^"]+)"/g))
      scripts.add(new URL(path, `http://page${script}`).pathname)
  }
  return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1024
}
