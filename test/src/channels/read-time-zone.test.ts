import { expect, test } from "vitest"
import { readTimeZone } from "../../../src/channels/read-time-zone.ts"

test.each([
  ["Asia/Kolkata", "Asia/Kolkata"],
  ["Europe/Kyiv", "Europe/Kyiv"],
  ["US/Pacific", "America/Los_Angeles"],
  ["us/eastern", "America/New_York"],
  ["Etc/UTC", "UTC"],
  ["utc", "UTC"],
  ["Zulu", "UTC"],
  ["GB", "Europe/London"],
  ["europe/berlin", "Europe/Berlin"],
  ["America/Port-au-Prince", "America/Port-au-Prince"],
  ["berlin", "Europe/Berlin"],
  ["new york", "America/New_York"],
  ["kolkata", "Asia/Kolkata"],
  ["salta", "America/Argentina/Salta"],
  [" America/New York ", "America/New_York"],
])("%s is the zone %s", (written, zone) => {
  expect(readTimeZone(written)).toBe(zone)
})

// The links of IANA's file "backward", one of each kind.
const links =
  "Africa/Asmera America/Buenos_Aires America/Fort_Wayne Antarctica/South_Pole Asia/Calcutta Asia/Katmandu Asia/Saigon Atlantic/Faeroe Australia/ACT Brazil/East Canada/Pacific Chile/EasterIsland Cuba Egypt Eire Etc/Greenwich Europe/Kiev GB-Eire GMT0 Hongkong Iceland Iran Israel Jamaica Japan Kwajalein Libya Mexico/BajaNorte NZ-CHAT Navajo PRC Pacific/Samoa Poland Portugal ROC ROK Singapore Turkey UCT US/Aleutian US/East-Indiana Universal W-SU"

test.each(links.split(" "))("the link %s is taken, as the same time all year", (link) => {
  const zone = readTimeZone(link)
  for (const month of [1, 7]) {
    const instant = Temporal.Instant.from(`2026-0${month}-15T12:00:00Z`)
    const [here, there] = [link, zone].map((one) =>
      instant.toZonedDateTimeISO(one).toPlainDateTime().toString(),
    )
    expect(here).toBe(there)
  }
})

test.each(["CST", "+02:00", "", "Mars/Olympus", "[UTC]"])("%j is no zone", (written) => {
  expect(() => readTimeZone(written)).toThrow(expect.objectContaining({ code: "bad-zone" }))
})

test.each([
  ["Europe/Berln", "Europe/Berlin"],
  ["Amsterdm", "Europe/Amsterdam"],
  ["US/New_York", "America/New_York"],
])("for %s the zone %s is suggested", (written, zone) => {
  expect(() => readTimeZone(written)).toThrow(expect.objectContaining({ suggestion: `channel zone:${zone}` }))
})
