import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { expect, test } from "vitest"
import { openSqlite } from "../../../src/storage/open-sqlite.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { silentLog as log } from "../../silent-log.ts"
import { databasePath } from "./folder.ts"

const kills = 24
/** On a busy machine a process takes a second or more to start. */
const startsMs = 120_000
const writer = join(import.meta.dirname, "children", "write-papers.ts")

test(
  `a process killed ${kills} times amid its writes loses nothing that was confirmed`,
  async () => {
    const file = databasePath()
    let confirmed = 0
    for (let kill = 1; kill <= kills; kill++) {
      const child = startWriter(file, [confirmed])
      // Each time at another moment: the writer is somewhere in its next write when the signal comes.
      confirmed = await killAfter(child, (kill * 7) % 23)
    }
    const stores = await openSqlite({ file, log })
    expect(await missingOf(stores, confirmed)).toEqual([])
    expect(await stores.check()).toBeUndefined()
    await stores.close()
  },
  startsMs,
)

test("what another process imports is seen here as soon as it is confirmed there", async () => {
  const file = databasePath()
  const stores = await openSqlite({ file, log })
  const seen = new Set<string>()
  let cursor = 0
  const child = startWriter(file, [0, 60])
  for await (const line of linesOf(child)) {
    const answer = await stores.papers.changesSince(cursor, 100)
    for (const change of answer.changes) seen.add(change.id)
    cursor = answer.cursor
    expect(seen).toContain(idOf(Number(line)))
    // Both write all the time, and neither fails.
    await stores.facts.put("seen", line)
  }
  expect(seen.size).toBe(61)
  await stores.close()
})

test("processes that open a new database at the same moment all get it", async () => {
  const file = databasePath()
  const children = [0, 100, 200].map((first) => startWriter(file, [first, first + 4]))
  const codes = await Promise.all(children.map(async (child) => (await once(child, "exit"))[0]))
  expect(codes).toEqual([0, 0, 0])
  const stores = await openSqlite({ file, log })
  expect(await stores.papers.count()).toBe(15)
  await stores.close()
})

function startWriter(file: string, numbers: readonly number[]): ChildProcess {
  return spawn(process.execPath, [writer, file, ...numbers.map(String)], {
    stdio: ["ignore", "pipe", "inherit"],
  })
}

function linesOf(child: ChildProcess): AsyncIterable<string> {
  if (child.stdout === null) throw new Error("the child's output is not read")
  return createInterface(child.stdout)
}

/** Kills the child once it has confirmed some more, and gives the last number that it confirmed. */
async function killAfter(child: ChildProcess, more: number): Promise<number> {
  const exit = once(child, "exit")
  let last = Number.NaN
  let count = 0
  for await (const line of linesOf(child)) {
    last = Number(line)
    if (count++ === more) child.kill("SIGKILL")
  }
  const [, signal] = await exit
  expect(signal).toBe("SIGKILL")
  return last
}

async function missingOf(stores: Stores, confirmed: number): Promise<readonly string[]> {
  const ids = Array.from({ length: confirmed + 1 }, (_, number) => idOf(number))
  const papers = await stores.papers.get(ids)
  const votes = await stores.votes.tallies("discord:1", ids)
  return ids.filter((id) => !papers.has(id) || votes.get(id) !== 1)
}

function idOf(number: number): string {
  return `2401.${String(number).padStart(5, "0")}`
}
