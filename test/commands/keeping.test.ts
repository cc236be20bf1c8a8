import { describe, expect, test } from "vitest"
import type { Text } from "../../src/vocabulary/card.ts"
import { words } from "../../src/words/words.ts"
import { anOperator } from "../builders.ts"
import { answer, ask, type Given } from "./asking.ts"

const said = (text: Text) => text.map((run) => run.text).join("")
const terminal = { platform: "terminal" }
const at = (operator: Parameters<typeof anOperator>[0]): Given => ({ operator: anOperator(operator) })

describe("backup", () => {
  test("says where the copy lies, how much it is, and how it comes back", async () => {
    const backup = async (file: string) => ({
      file: `/home/ada/${file}`,
      papers: 1_234,
      bytes: 2_345_678,
      restoredBy: `restore "/home/ada/${file}"`,
    })
    const text = await answer('backup "my papers.sqlite"', at({ backup }), terminal)
    expect(text).toContain(words.commands.backup.title(1_234))
    expect(text).toContain(said(words.commands.backup.text("/home/ada/my papers.sqlite", "2.3 MB")))
    expect(text).toContain('restore "/home/ada/my papers.sqlite"')
  })

  test("wants one file", async () => {
    expect(await answer("backup a.sqlite b.sqlite", at({}), terminal)).toContain(words.commands.files.one(2))
  })
})

describe("restore", () => {
  const store = "/data/paperboy.sqlite"

  test("says what is there now, and where the earlier store lies", async () => {
    const restore = async () => ({ store, papers: 5, keptAs: `${store}.before-2026` })
    const text = await answer("restore b.sqlite", at({ restore }), terminal)
    expect(text).toContain(words.commands.restore.title(5))
    expect(text).toContain(said(words.commands.restore.text("/data/paperboy.sqlite")))
    expect(text).toContain("kept as /data/paperboy.sqlite.before-2026")
  })

  test("says so where there was nothing before", async () => {
    const restore = async () => ({ store, papers: 5 })
    expect(await answer("restore b.sqlite", at({ restore }), terminal)).toContain(
      words.commands.restore.noEarlier,
    )
  })
})

describe("copy-store", () => {
  test("counts what was copied, by table", async () => {
    const copyStore = async (from: string, to: string) => ({
      from: `/data/${from}`,
      to: to === "DATABASE_URL" ? "papers on db.example.org" : to,
      tables: [
        { name: "paper", rows: 1_200 },
        { name: "vote", rows: 34 },
        { name: "lease", rows: 0 },
      ],
    })
    const text = await answer("copy-store paperboy.sqlite DATABASE_URL", at({ copyStore }), terminal)
    expect(text).toContain(words.commands.copyStore.title(1_234))
    expect(text).toContain("From /data/paperboy.sqlite to papers on db.example.org")
    expect(text).toMatch(/paper\W+1,200/)
    expect(text).not.toContain("lease")
    expect(text).toContain(words.commands.copyStore.note)
  })

  test("takes an address as it is written", async () => {
    const asked: string[] = []
    const copyStore = async (from: string, to: string) => {
      asked.push(from, to)
      return { from, to, tables: [] }
    }
    await answer("copy-store postgres://ada@db:5432/a?sslmode=require b.sqlite", at({ copyStore }), terminal)
    expect(asked).toEqual(["postgres://ada@db:5432/a?sslmode=require", "b.sqlite"])
  })

  test("says how many are forgotten again, as the replaced store remembers", async () => {
    const asked: (string | undefined)[] = []
    const copyStore = async (from: string, to: string, replaced?: string) => {
      asked.push(replaced)
      return { from, to, tables: [], forgottenAgain: 2 }
    }
    const text = await answer("copy-store a.sqlite b.sqlite DATABASE_URL", at({ copyStore }), terminal)
    expect(text).toContain(words.commands.copyStore.forgottenAgain(2))
    expect(asked).toEqual(["DATABASE_URL"])
  })

  test.each(["copy-store a.sqlite", "copy-store a b c d"])("wants two stores: %s", async (line) => {
    expect(await answer(line, at({}), terminal)).toContain(words.commands.copyStore.twoStores)
  })
})

test.each(["backup a", "restore a", "copy-store a b"])(
  "%s is for the machine's own terminal",
  async (line) => {
    expect((await ask(line)).failure).toBe("user")
    expect(await answer(line, {}, terminal)).toContain(words.commands.files.terminalOnly)
  },
)
