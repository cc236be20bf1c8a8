import { expect, test } from "vitest"
import { pageCheck } from "../../adapters/page-access.ts"
import { load } from "../../config/load.ts"
import { words } from "../../src/words/words.ts"

const { page: say } = words.doctor
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
