import { expect, test } from "vitest"
import { createProgress } from "../../../adapters/terminal/progress.ts"
import { createFakeClock } from "../../clock.ts"

function aStream(isTTY: boolean) {
  const written: string[] = []
  return { written, stream: { isTTY, columns: 60, write: (text: string) => void written.push(text) } }
}

test("on a terminal a bar is redrawn at most ten times a second, and goes at the end", async () => {
  const { written, stream } = aStream(true)
  const clock = createFakeClock("2026-01-05T12:00:00Z")
  const progress = createProgress({ stream, clock })
  for (let done = 0; done <= 100; done += 5) {
    progress.report(done, 100, "a.jsonl")
    await clock.advance({ milliseconds: 20 })
  }
  progress.end()
  expect(written).toHaveLength(6)
  expect(written[2]).toBe("\r\u001b[2K████████████░░░░░░░░░░░░  50% a.jsonl")
  expect(written.at(-1)).toBe("\r\u001b[2K")
})

test("elsewhere a line is written every five seconds", async () => {
  const { written, stream } = aStream(false)
  const clock = createFakeClock("2026-01-05T12:00:00Z")
  const progress = createProgress({ stream, clock })
  for (let second = 0; second < 12; second++) {
    progress.report(second, 12, "a.jsonl")
    await clock.advance({ seconds: 1 })
  }
  progress.end()
  expect(written).toEqual([" 41% a.jsonl\n", " 83% a.jsonl\n"])
})

test("a file's name cannot drive the terminal, nor reach over the line's end", () => {
  const { written, stream } = aStream(true)
  const progress = createProgress({ stream, clock: createFakeClock("2026-01-05T12:00:00Z") })
  progress.report(1, 1, `\u001b[2J${"long ".repeat(40)}`)
  expect(written[0]?.length).toBeLessThan(60 + "\r\u001b[2K".length)
  expect(written[0]).not.toContain("\u001b[2J")
})
