import { expect, test } from "vitest"
import { parseSchedule } from "../../../src/editions/schedule.ts"
import { UserError } from "../../../src/vocabulary/errors.ts"

test.each([
  ["61 * * * *", /61 isn't a valid minute/],
  ["0 9 31 2 *", /day of the month/],
  ["0 9 * * 8", /day of the week/],
  ["*/0 * * * *", /minute/],
  ["9 o'clock", /five fields/],
  ["0 0 9 * * *", /five fields/],
  ["", /five fields/],
  ["@reboot", /@reboot/],
])("%j is refused with the field that is wrong", (expression, why) => {
  expect(() => parseSchedule(expression)).toThrow(UserError)
  expect(() => parseSchedule(expression)).toThrow(why)
})

test.each([
  ["0 9 * * MON-FRI", { hours: [9], daysOfWeek: [1, 2, 3, 4, 5] }],
  ["0 22-2 * * *", { hours: [0, 1, 2, 22, 23] }],
  ["@daily", { minutes: [0], hours: [0] }],
  [" 30 9 * * * ", { minutes: [30] }],
])("%j is read", (expression, fields) => {
  expect(parseSchedule(expression)).toMatchObject(fields)
})
