import { expect, test } from "vitest"
import { createLog } from "../../adapters/log.ts"

function aLog(readable = false) {
  const lines: string[] = []
  const log = createLog({
    level: "info",
    readable,
    secrets: ["xoxb-17"],
    write: (line) => void lines.push(line),
  })
  return { log, lines }
}

test("a line for a program is one JSON object", () => {
  const { log, lines } = aLog()
  log.info({ papers: 3 }, "read")
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "info", papers: 3, msg: "read" })
})

test.each([true, false])("a secret is in no line, wherever a library puts it (readable: %s)", (readable) => {
  const { log, lines } = aLog(readable)
  log.error({ err: new Error("GET /bot/xoxb-17/send", { cause: new Error("xoxb-17") }) }, "refused xoxb-17")
  log.info({ token: "other", request: { headers: { authorization: "Bearer other" } } }, "asked")
  expect(lines.join("")).not.toMatch(/xoxb-17|other/)
  expect(lines.join("")).toContain("[secret]")
})

test("an error keeps its cause and its stack", () => {
  const { log, lines } = aLog()
  log.error({ err: new Error("outer", { cause: new Error("inner") }) }, "failed")
  expect(lines[0]).toMatch(/outer.*inner/)
  expect(lines[0]).toContain("log.test.ts")
})

test("what weighs less than the level is left out", () => {
  const { log, lines } = aLog()
  log.debug({}, "detail")
  expect(lines).toEqual([])
})
