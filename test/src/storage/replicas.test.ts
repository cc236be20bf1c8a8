import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { describe, expect, onTestFinished, test } from "vitest"
import { createIndexFollower } from "../../../src/library/index-follower.ts"
import { openPostgres } from "../../../src/storage/open-postgres.ts"
import { openSqlite } from "../../../src/storage/open-sqlite.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { createFakeClock } from "../../clock.ts"
import { aDelivery, anEdition, aPaper, at } from "../../contracts/stores/builders.ts"
import { missing } from "../../needs.ts"
import { silentLog as log } from "../../silent-log.ts"
import { createFolder, databasePath } from "./folder.ts"
import { aSchema, postgres } from "./schema.ts"

type Engine = { readonly place: () => Promise<string>; readonly open: (place: string) => Promise<Stores> }

const engines: readonly (readonly [string, Engine])[] = [
  ["SQLite", { place: async () => databasePath(), open: (file) => openSqlite({ file, log }) }],
  ...(missing(postgres())
    ? []
    : ([
        [
          "PostgreSQL",
          { place: async () => (await aSchema()).url, open: (url: string) => openPostgres({ url, log }) },
        ],
      ] as const)),
]

const replicas = 4
const places = 30
const perPlace = 8
/** On a busy machine a process takes seconds to start. */
const startsMs = 120_000

describe.each(engines)("replicas on %s", (_, { place: newPlace, open }) => {
  async function opened(place: string): Promise<Stores> {
    const stores = await open(place)
    onTestFinished(() => stores.close())
    return stores
  }

  test(
    `${replicas} that claim, one of them killed: each message is sent once, and every edition is through`,
    async () => {
      const place = await newPlace()
      const stores = await opened(place)
      for (let index = 0; index < places; index++) await planFor(stores, index)
      const outbox = createFolder()
      onTestFinished(outbox.remove)
      const said: string[] = []
      const children = Array.from({ length: replicas }, () => startReplica(place, outbox.path, said))
      const exits = children.map(async (child) => (await once(child, "exit"))[0])
      await killOnceItSends(children[0])
      expect(await Promise.all(exits)).toEqual([null, 0, 0, 0])
      expect(readdirSync(outbox.path)).toHaveLength(places * perPlace)
      expect(said.filter((line) => line.startsWith("doubled"))).toEqual([])
      for (let index = 0; index < places; index++) {
        const [edition] = await stores.editions.ofSubscription(`s${index}`, 1)
        expect(edition?.state).toBe("done")
      }
    },
    startsMs,
  )

  test("each with its own index find each other's papers", async () => {
    const place = await newPlace()
    const clock = createFakeClock("2026-11-24T15:00:00Z")
    const [one, other] = [await opened(place), await opened(place)]
    const following = [one, other].map(({ papers }) => createIndexFollower({ papers, clock, log }))
    for (const follower of following) await follower.open()
    await one.papers.save([aPaper({ id: "2401.00001", title: "Found by one" })], at(0))
    await other.papers.save([aPaper({ id: "2401.00002", title: "Found by the other" })], at(0))
    for (const follower of following) await follower.refresh()
    for (const follower of following) {
      expect(follower.index().has("2401.00001")).toBe(true)
      expect(follower.index().has("2401.00002")).toBe(true)
    }
  })

  test("that end an edition's last two messages at once leave it done", async () => {
    const place = await newPlace()
    const [one, other] = [await opened(place), await opened(place)]
    for (let round = 0; round < 20; round++) {
      const edition = anEdition({ id: `e${round}`, dueAt: at(round) })
      const given = { edition: edition.id }
      const both = [
        aDelivery({ ...given, id: `a${round}`, place: "one" }),
        aDelivery({ ...given, id: `b${round}`, place: "other", position: 1 }),
      ]
      await one.editions.plan(edition, both, at(60))
      const [first, second] = await one.editions.claim({ now: at(round), leaseUntil: at(99), limit: 2 })
      if (first === undefined || second === undefined) throw new Error("two were to be claimed")
      await Promise.all([
        one.editions.confirm(first, { ...first, message: `m1-${round}` }, at(round)),
        other.editions.confirm(second, { ...second, message: `m2-${round}` }, at(round)),
      ])
    }
    const editions = await one.editions.ofSubscription(anEdition().subscription, 99)
    expect(editions.map(({ state }) => state)).toEqual(Array.from({ length: 20 }, () => "done"))
  })
})

async function planFor(stores: Stores, index: number): Promise<void> {
  const edition = anEdition({ id: `e${index}`, subscription: `s${index}` })
  const deliveries = Array.from({ length: perPlace }, (_, position) =>
    aDelivery({ id: `d${index}-${position}`, edition: edition.id, place: `place ${index}`, position }),
  )
  await stores.editions.plan(edition, deliveries, undefined)
}

function startReplica(place: string, outbox: string, said: string[]): ChildProcess {
  const program = join(import.meta.dirname, "children", "deliver.ts")
  const child = spawn(process.execPath, [program, place, outbox, String(places * perPlace)], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  if (child.stdout) createInterface(child.stdout).on("line", (line) => said.push(line))
  return child
}

/** In the middle of its work: it holds claims, and has sent some of them without saying so. */
async function killOnceItSends(child: ChildProcess | undefined): Promise<void> {
  if (!child?.stdout) throw new Error("there is no replica to kill")
  await once(child.stdout, "data")
  child.kill("SIGKILL")
}
