import fc from "fast-check"
import { expect, test } from "vitest"
import { columnToInstant, instantToColumn } from "../../../src/storage/columns.ts"

const nanoseconds = fc.bigInt({ min: 0n, max: 4_102_444_800_000_000_000n })
const instants = fc
  .tuple(nanoseconds, fc.constantFrom(1n, 1_000n, 1_000_000n, 1_000_000_000n))
  .map(([ns, unit]) => Temporal.Instant.fromEpochNanoseconds(ns - (ns % unit)))

test("an instant comes back to the nanosecond", () => {
  fc.assert(
    fc.property(instants, (instant) => {
      expect(columnToInstant(instantToColumn(instant.toString()))).toBe(instant.toString())
    }),
  )
})

test("columns compare as their instants do", () => {
  fc.assert(
    fc.property(instants, instants, (one, other) => {
      const [first, second] = [instantToColumn(one.toString()), instantToColumn(other.toString())]
      const order = first === second ? 0 : first < second ? -1 : 1
      expect(order).toBe(Temporal.Instant.compare(one, other))
    }),
  )
})

test.each([
  ["2026-03-02T09:00:00.000Z", "2026-03-02T09:00:00"],
  ["2026-03-02T09:00:00.120Z", "2026-03-02T09:00:00.12"],
  ["2026-03-02T10:00:00+01:00", "2026-03-02T09:00:00"],
])("%s is spelled %s", (instant, column) => {
  expect(instantToColumn(instant)).toBe(column)
})

test("what is no instant is refused", () => {
  expect(() => instantToColumn("tomorrow")).toThrow(RangeError)
})
