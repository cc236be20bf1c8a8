import { expect, test } from "vitest"
import { startTicks } from "../../../src/delivery/ticks.ts"
import { createHeardLog } from "../../silent-log.ts"

const everySecond = "* * * * * *"

test("a tick that fails is logged, and the next one comes", async () => {
  const log = createHeardLog()
  const second = Promise.withResolvers<void>()
  let ticks = 0
  const running = startTicks(
    async () => {
      ticks += 1
      if (ticks === 1) throw new Error("the disk is busy")
      second.resolve()
    },
    log,
    everySecond,
  )
  await second.promise
  await running.stop()
  expect(log.lines).toContainEqual({ level: "error", message: "a tick of the scheduler failed" })
})
