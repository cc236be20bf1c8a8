import { expect, test } from "vitest"
import { createVotesElsewhere } from "../../../src/community/votes-elsewhere.ts"
import type { VoteStore } from "../../../src/vocabulary/community-stores.ts"
import { openStores } from "../../open-stores.ts"
import { silentLog } from "../../silent-log.ts"

const vote = { community: "web:local", member: "ada", paper: "2401.00001" }

/** Votes as another process changed them. */
function elsewhere(changes: readonly string[]): Pick<VoteStore, "changedElsewhere"> {
  return {
    changedElsewhere: async (cursor, limit) => {
      const found = changes.slice(cursor, cursor + limit)
      return {
        changes: found.map((paper) => ({ community: "web:local", paper })),
        cursor: cursor + found.length,
      }
    },
  }
}

test("a vote cast in another process is told once, also over a restart", async () => {
  const { facts } = await openStores()
  const changes = ["2401.00001"]
  const told: string[] = []
  const start = () =>
    createVotesElsewhere({
      votes: elsewhere(changes),
      facts,
      changed: (_community, paper) => told.push(paper),
      isOurs: () => true,
      log: silentLog,
    })
  const look = start()
  await look()
  await look()
  expect(told).toEqual(["2401.00001"])
  changes.push("2401.00002")
  await start()()
  expect(told).toEqual(["2401.00001", "2401.00002"])
})

test("a vote of this process is not told again", async () => {
  const { votes, facts } = await openStores()
  await votes.set(vote, true, "2026-11-24T08:00:00Z")
  const told: string[] = []
  await createVotesElsewhere({
    votes,
    facts,
    changed: (_community, paper) => told.push(paper),
    isOurs: () => true,
    log: silentLog,
  })()
  expect(told).toEqual([])
})

test("whoever takes over is told again of what the one before may not have got to", async () => {
  const { facts } = await openStores()
  const changes = ["2401.00001"]
  const told: string[] = []
  let isOurs = false
  const look = createVotesElsewhere({
    votes: elsewhere(changes),
    facts,
    changed: (_community, paper) => told.push(paper),
    isOurs: () => isOurs,
    log: silentLog,
  })
  await look()
  isOurs = true
  await look()
  await look()
  expect(told).toEqual(["2401.00001", "2401.00001"])
})
