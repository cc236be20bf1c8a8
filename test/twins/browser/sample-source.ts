/** A small Hugging Face on loopback, so that a twin has papers on every weekday without a network. */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { sampleRows, samples } from "./sample-papers.ts"

/** Starts it; its address is what `HF_BASE_URL` takes. */
export async function startSampleSource() {
  let base = ""
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", base)
    const figure = url.pathname.match(/^\/figures\/(\d+)\.svg$/)
    if (figure) {
      response.writeHead(200, { "content-type": "image/svg+xml" }).end(figureOf(Number(figure[1])))
      return
    }
    const found = answer(url, `${base}/figures/`)
    response.writeHead(found ? 200 : 404, { "content-type": "application/json" })
    response.end(JSON.stringify(found ?? { error: "Not found" }))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    address: base,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The newest lists, from which papers are found again. */
const daysKnown = 35

function answer(url: URL, figures: string): object | undefined {
  const date = url.searchParams.get("date")
  if (url.pathname === "/api/daily_papers" && date) return sampleRows(date, figures)
  const rows = knownRows(figures)
  if (url.pathname === "/api/daily_papers") return rows.slice(0, 20)
  const about = url.pathname.match(/^\/api\/papers\/([\d.]+)$/)
  if (about) return rows.map(paperOf).find(({ id }) => id === about[1])
  if (url.pathname === "/api/papers/search") {
    const words = (url.searchParams.get("q") ?? "").toLowerCase().split(/\W+/).filter(Boolean)
    return rows
      .filter((row) => words.some((word) => paperOf(row).title.toLowerCase().includes(word)))
      .slice(0, 20)
  }
  return undefined
}

function knownRows(figures: string): readonly object[] {
  const today = Temporal.Now.plainDateISO("UTC")
  return Array.from({ length: daysKnown }, (_, ago) => today.subtract({ days: ago }).toString()).flatMap(
    (day) => sampleRows(day, figures),
  )
}

const paperOf = (row: object) => (row as { paper: { id: string; title: string } }).paper

/** A drawing in place of a paper's first figure. */
function figureOf(index: number): string {
  const hue = (index * 360) / samples.length
  const bars = [0, 1, 2, 3].map((at) => {
    const height = 16 + ((index * 13 + at * 17) % 34)
    return `<rect x="${36 + at * 24}" y="${74 - height}" width="14" height="${height}" rx="2" fill="hsl(${hue + at * 24} 34% 56%)"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90"><rect width="160" height="90" fill="#f4f2ee"/>${bars.join("")}<path d="M28 76h106" stroke="#a79d8d" stroke-width="1.5"/></svg>`
}
