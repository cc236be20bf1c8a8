import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gunzipSync, gzipSync } from "node:zlib"
import { describe, expect, onTestFinished, test } from "vitest"
import { type ImportParts, importFiles } from "../../../adapters/terminal/import-files.ts"
import { UserError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { createFakeClock } from "../../clock.ts"
import { missing, shared } from "../../needs.ts"
import { openStores } from "../../open-stores.ts"

async function aDesk(files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const from = mkdtempSync(join(tmpdir(), "paperboy-import-"))
  onTestFinished(() => rmSync(from, { recursive: true }))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(from, name, ".."), { recursive: true })
    writeFileSync(join(from, name), content)
  }
  const stores = await openStores()
  const reported: string[] = []
  const parts: ImportParts = {
    ...stores,
    clock: createFakeClock("2026-01-05T12:00:00Z"),
    progress: {
      report: (done, total, what) => void reported.push(`${done}/${total} ${what}`),
      end: () => undefined,
    },
    from,
    timeZone: "UTC",
  }
  const read = (paths: readonly string[], day?: string) =>
    importFiles(paths, day === undefined ? {} : { day }, parts)
  return { stores, read, reported, from }
}

const line = (id: string, title = `Paper ${id}`) =>
  `${JSON.stringify({ id, title, authors: ["Ada Lovelace"] })}\n`
const three = line("2401.00001") + line("2401.00002") + line("2401.00003")

describe("an import", () => {
  test("adds papers once, however often they are read", async () => {
    const { read, stores } = await aDesk({ "a.jsonl": three })
    expect(await read(["a.jsonl"])).toMatchObject({ read: 3, added: 3, unchanged: 0, leftOut: [] })
    expect(await read(["a.jsonl"])).toMatchObject({ read: 3, added: 0, unchanged: 3 })
    expect(await stores.papers.count()).toBe(3)
  })

  test("reads packed files, whatever they are called", async () => {
    const { read } = await aDesk({ "a.txt": gzipSync(three) })
    expect(await read(["a.txt"])).toMatchObject({ added: 3 })
  })

  test("reads folders and patterns, each file once", async () => {
    const { read } = await aDesk({
      "in/a.jsonl": line("2401.00001"),
      "in/deep/b.jsonl.gz": gzipSync(line("2401.00002")),
      "in/notes.md": "not papers",
      "c.jsonl": line("2401.00003"),
      "d.jsonl": line("2401.00004"),
    })
    expect(await read(["in", "in/a.jsonl", "[cd].jsonl"])).toMatchObject({ read: 4, leftOut: [] })
  })

  test("takes an absolute pattern", async () => {
    const { read, from } = await aDesk({ "a.jsonl": line("2401.00001"), "b.jsonl": line("2401.00002") })
    expect(await read([`${from}/*.jsonl`])).toMatchObject({ read: 2 })
  })

  // Quadratic, 8 MB took 13 seconds of the processor.
  test.each([
    [
      "a line",
      `${line("2401.00001")}{"id": "${"x".repeat(30_000_000)}"}\n${line("2401.00002")}`,
      { read: 2 },
    ],
    ["deep JSON", `${line("2401.00001")}${"[".repeat(3_000_000)}\n${line("2401.00002")}`, { read: 2 }],
    [
      "deep JSON that is closed",
      `${line("2401.00001")}${"[".repeat(100_000)}${"]".repeat(100_000)}\n`,
      { read: 1 },
    ],
  ])("reads %s of megabytes in time that grows with its length", async (_, text, expected) => {
    const { read } = await aDesk({ "a.jsonl.gz": gzipSync(text) })
    const before = process.cpuUsage()
    expect(await read(["a.jsonl.gz"])).toMatchObject(expected)
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(5_000)
  })

  test.each([
    ["a packed file of zeros", gzipSync(Buffer.alloc(200_000_000)), "is not a text file"],
    ["a line without an end", gzipSync(line("2401.00001") + "x".repeat(60_000_000)), "50 million characters"],
  ])("ends %s soon, and says why", async (_, bytes, why) => {
    const { read } = await aDesk({ "a.jsonl.gz": bytes, "b.jsonl": line("2401.00002") })
    const before = process.cpuUsage()
    const { leftOut } = await read(["a.jsonl.gz", "b.jsonl"])
    expect(leftOut).toMatchObject([{ where: "a.jsonl.gz", why: expect.stringContaining(why) }])
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(5_000)
  })

  test("takes a name with pattern signs for the file that has it", async () => {
    const { read } = await aDesk({ "[1] my papers.jsonl": three })
    expect(await read(["[1] my papers.jsonl"])).toMatchObject({ read: 3 })
  })

  test("leaves a bad record out by itself, with file and line", async () => {
    const { read } = await aDesk({ "a.jsonl": `${line("2401.00001")}{"id": \n${line("2401.00003")}` })
    const { added, leftOut } = await read(["a.jsonl"])
    expect(added).toBe(2)
    expect(leftOut).toEqual([
      { where: "a.jsonl, line 2", why: expect.stringContaining(words.files.badJson("")) },
    ])
  })

  test("leaves a file out that cannot be read, and reads the others", async () => {
    const { read } = await aDesk({ "a.jsonl": three, "b.txt": "nothing of ours" })
    const { added, leftOut } = await read(["."])
    expect(added).toBe(3)
    expect(leftOut).toEqual([{ where: "b.txt", why: expect.stringContaining(words.files.unknownFormat) }])
  })

  test("keeps what stood before the place where a packed file is cut off", async () => {
    const many = Array.from({ length: 3000 }, (_, index) =>
      line(`2401.${10000 + index}`, `${index} ${Math.sin(index)}`),
    )
    const packed = gzipSync(many.join(""))
    const { read, stores } = await aDesk({ "a.jsonl.gz": packed.subarray(0, packed.length - 5000) })
    const { leftOut, read: count } = await read(["a.jsonl.gz"])
    expect(leftOut).toEqual([{ where: "a.jsonl.gz", why: expect.stringContaining("damaged or cut off") }])
    expect(count).toBeGreaterThan(1000)
    expect(await stores.papers.count()).toBe(count)
  })

  test.each([
    ["nowhere.jsonl", 'There is nothing to read at "nowhere.jsonl".'],
    ["*.xml", 'There is nothing to read at "*.xml".'],
    ["b.txt", `b.txt ${words.files.unknownFormat}`],
    ["empty.jsonl", `empty.jsonl ${words.files.empty}`],
  ])("of %s alone says what is wrong with it", async (path, message) => {
    const { read } = await aDesk({ "b.txt": "nothing of ours", "empty.jsonl": "" })
    await expect(read([path])).rejects.toThrow(message)
    await expect(read([path])).rejects.toThrow(UserError)
  })

  test("reports how far it is in bytes of all files", async () => {
    const { read, reported } = await aDesk({ "a.jsonl": three, "b.jsonl": three })
    await read(["a.jsonl", "b.jsonl"])
    const size = three.length
    expect(reported.at(-1)).toBe(`${2 * size}/${2 * size} 6 papers · b.jsonl`)
  })

  test("stores a past day's list as one that may still gain votes", async () => {
    const rows = [{ paper: { id: "2510.00001", title: "One", summary: "S", authors: [], upvotes: 3 } }]
    const { read, stores } = await aDesk({ "2025-10-27.json": JSON.stringify(rows) })
    expect((await read(["2025-10-27.json"])).lists).toEqual(["2025-10-27"])
    // 21:30 in New York on that day, when it is still summer time there.
    expect(await stores.lists.get("2025-10-27")).toMatchObject({
      closed: true,
      readAt: "2025-10-28T01:30:00Z",
    })
  })
})

const page = shared("data/seed/daily-papers-page.txt")
const days = shared("data/huggingface/daily-papers.jsonl.gz")
const arxiv = shared("data/arxiv/arxiv-2025-2026.jsonl.gz")

describe.skipIf(missing(page) || missing(days))("the daily-papers page", () => {
  test("is read without its day, and says which year it took", async () => {
    const { read } = await aDesk()
    const { notes, lists } = await read([page.path])
    expect(notes.join(" ")).toContain("2025")
    expect(lists).toEqual(["2025-10-27"])
  })

  // 8,250 papers stand on 483 days; 18 of the page's 109 are among them under the same title.
  test("joins the papers that 483 days of rows name, and loses none", async () => {
    const { read, stores } = await aDesk()
    expect(await read([page.path], "2025-10-27")).toMatchObject({ read: 109, added: 109, leftOut: [] })
    const { lists, ...summary } = await read([days.path])
    expect(summary).toMatchObject({ read: 8252, joined: 18, leftOut: [] })
    expect(lists).toHaveLength(483)
    expect(await stores.papers.count()).toBe(8250 + 109 - 18)
  })
})

describe.skipIf(missing(arxiv))("59,782 records of arXiv", () => {
  test("10,000 of them are read in under 20 s of the processor", async () => {
    const text = gunzipSync(readFileSync(arxiv.path)).toString().split("\n").slice(0, 10_000).join("\n")
    const { read } = await aDesk({ "a.jsonl.gz": gzipSync(text) })
    const before = process.cpuUsage()
    expect(await read(["a.jsonl.gz"])).toMatchObject({ read: 10_000, added: 10_000 })
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1_000).toBeLessThan(20_000)
  })
})
