import { expect, test } from "vitest"
import { doorCheck, pageCheck } from "../../adapters/page-access.ts"
import { load } from "../../config/load.ts"
import { words } from "../../src/words/words.ts"

const { page: say, door } = words.doctor
const beyond = { HOST: "0.0.0.0" }

test.each([
  [{}, "ok", say.here],
  [beyond, "warning", say.closed("0.0.0.0")],
  [{ ...beyond, PAGE_PASSWORD: "correct horse" }, "ok", say.password],
  [{ ...beyond, PAGE_ADMIN_PASSWORD: "correct horse" }, "ok", say.password],
  [{ PAGE_USER_HEADER: "X-User" }, "ok", say.named("X-User")],
  [{ ...beyond, PAGE_USER_HEADER: "X-User" }, "warning", say.trusts("X-User", "0.0.0.0")],
] as const)("doctor says of a page with %j: %s, %s", (env, state, found) => {
  expect(pageCheck(load(env))).toMatchObject({ state, found })
})

const here = { PUBLIC_URL: "http://localhost:3000" }
const elsewhere = { PUBLIC_URL: "https://papers.example.org" }
const mail = { MAIL_URL: "smtps://you:word@smtp.example.org", MAIL_FROM: "papers@example.org" }

test.each([
  [{}, "ok", door.here],
  [here, "ok", door.here],
  [{ ...here, ...mail }, "warning", door.mailHere("http://localhost:3000")],
  [{ ...elsewhere, ...mail }, "ok", door.reached("https://papers.example.org", "127.0.0.1", 3000)],
  [
    { ...elsewhere, PUBLIC_PORT: "3001" },
    "ok",
    door.reached("https://papers.example.org", "127.0.0.1", 3001),
  ],
] as const)("doctor says of feeds and mail links with %j: %s, %s", (env, state, found) => {
  expect(doorCheck(load(env))).toMatchObject({ state, found })
})
