/** Token rotation: tokens that live twelve hours, and refresh tokens that are good for one use. */
import { randomBytes } from "node:crypto"
import { webApi } from "@slack/bolt"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { clientOptionsFor } from "../../../adapters/slack/client-options.ts"
import { createInstallations } from "../../../adapters/slack/installations.ts"
import type { SealKeys } from "../../../adapters/slack/seal.ts"
import { createTokenRotation } from "../../../adapters/slack/token-rotation.ts"
import type { InstallationStore } from "../../../src/vocabulary/platform-stores.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import type { Clock } from "../../../src/vocabulary/system.ts"
import { createFakeClock, type FakeClock, settled } from "../../clock.ts"
import { openStores } from "../../open-stores.ts"
import { silentLog as log } from "../../silent-log.ts"
import { type SlackTwin, startSlackTwin } from "../../twins/slack/slack-twin.ts"

let twin: SlackTwin
let stores: Stores
let clock: FakeClock
const keys: SealKeys = [randomBytes(32)]

beforeEach(async () => {
  clock = createFakeClock("2026-11-24T09:00:00Z")
  twin = await startSlackTwin({
    transport: "http",
    scopes: ["chat:write"],
    now: () => clock.now().epochMilliseconds,
  })
  twin.oauth.rotate(true)
  stores = await openStores()
  await install()
})

afterEach(() => twin.stop())

async function install(): Promise<void> {
  const { workspace } = twin
  twin.oauth.consentAs(workspace)
  const code = new URL(twin.oauth.consent(new URL(twin.authorizationUrl))).searchParams.get("code")
  const app = { client_id: twin.clientId, client_secret: twin.clientSecret }
  const answer = twin.oauth.exchange({ ...app, code }, clock.now().epochMilliseconds)
  await aProcess().installations.storeInstallation({
    team: { id: workspace.id },
    enterprise: undefined,
    user: { id: "U0", token: undefined, scopes: undefined },
    bot: {
      id: workspace.botId,
      userId: workspace.botUser,
      scopes: ["chat:write"],
      token: String(answer.access_token),
      refreshToken: String(answer.refresh_token),
      expiresAt: clock.now().epochMilliseconds / 1_000 + Number(answer.expires_in),
    },
  })
}

function aProcess(given: { readonly store?: InstallationStore; readonly keys?: SealKeys } = {}) {
  const store = given.store ?? stores.installations
  const installations = createInstallations({ store, keys: given.keys ?? keys, clock })
  const client = new webApi.WebClient(undefined, clientOptionsFor(twin))
  const { clientId, clientSecret } = twin
  // Who waits for somebody else's renewal looks again in no time: it takes as long as it takes.
  const impatient: Clock = { now: clock.now, wait: settled }
  const usable = createTokenRotation({
    ...{ installations, leases: stores.leases, client, clientId, clientSecret, clock: impatient, log },
  })
  return { installations, token: async () => (await usable(twin.workspace.id)).bot?.token ?? "" }
}

/** Whether Slack takes a token now. */
function isGood(token: string): boolean {
  const runsOut = twin.workspace.tokens.get(token)
  return runsOut !== undefined && runsOut > clock.now().epochMilliseconds
}

const renewals = () => twin.calls("oauth.v2.access")
const afterTime = (time: Temporal.DurationLike) => clock.set(clock.now().add(time).toString())

describe("a token that runs out", () => {
  it("is used as it is until two hours before its end", async () => {
    const first = await aProcess().token()
    afterTime({ hours: 9, minutes: 59 })
    expect(await aProcess().token()).toBe(first)
    expect(renewals()).toEqual([])
  })

  it.each([
    ["before its end", { hours: 11 }],
    ["after it", { hours: 13 }],
  ])("is renewed once, however many processes need it %s, and the workspace is not lost", async (_, time) => {
    const [one, other] = [aProcess(), aProcess()]
    for (let renewal = 1; renewal <= 3; renewal++) {
      afterTime(time)
      const tokens = await Promise.all([one.token(), other.token(), one.token(), other.token()])
      expect(tokens.every(isGood)).toBe(true)
      expect(renewals().map(({ answer }) => answer?.ok)).toEqual(Array(renewal).fill(true))
    }
  })

  it("and that Slack does not renew is used while it is good, and asked about again half a minute later", async () => {
    const { token } = aProcess()
    const first = await token()
    afterTime({ hours: 11 })
    twin.breaks.next("oauth.v2.access", { kind: "server-error", when: "before" })
    expect(await token()).toBe(first)
    expect(await token()).toBe(first)
    expect(renewals()).toEqual([])
    afterTime({ seconds: 30 })
    const second = await token()
    expect(second).not.toBe(first)
    expect(isGood(second)).toBe(true)
  })

  it("and that nobody renewed in time is refused with what to do, and asked about again at once", async () => {
    const { token } = aProcess()
    afterTime({ hours: 13 })
    twin.breaks.next("oauth.v2.access", { kind: "server-error", when: "before" })
    await expect(token()).rejects.toMatchObject({
      code: "token_expired",
      hint: expect.stringContaining("/slack/install"),
    })
    expect(isGood(await token())).toBe(true)
  })

  it("is not given back its old self by who seals it with a new key meanwhile", async () => {
    const renewing = aProcess()
    const store: InstallationStore = {
      ...stores.installations,
      async get(community) {
        const found = await stores.installations.get(community)
        afterTime({ hours: 11 })
        await renewing.token()
        return found
      },
    }
    await aProcess({ store, keys: [randomBytes(32), ...keys] }).installations.read(twin.workspace.id)
    expect(renewals()).toHaveLength(1)
    afterTime({ hours: 11 })
    expect(isGood(await renewing.token())).toBe(true)
  })
})
