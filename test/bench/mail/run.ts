/**
 * `npm run bench:mail`: kills the bot for real at every step of handing mails to a server, which also hangs and drops
 * connections after it took a mail, and counts what lies in the inboxes. `KILLS=20` makes it short; with
 * `TEST_DATABASE_URL`, half of the kills are on PostgreSQL.
 */
import "../../../adapters/runtime.mjs"
import { type ChildProcess, fork } from "node:child_process"
import { join } from "node:path"
import { defaultSubscription } from "../../../src/channels/ensure-subscription.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { createMailTwin, type MailTwin, type Step, steps } from "../../twins/mail/server.ts"
import { engines, openEngine, type Place } from "../delivery/engines.ts"
import { type BotSetup, keeper } from "./shared.ts"

type Figures = ReturnType<typeof countOf> & { readonly kills: number; readonly unanswered: number }

const wanted = Number(process.env.KILLS ?? 200)
const firstDay = Temporal.ZonedDateTime.from("2026-11-24T09:00:01[UTC]")
const members = ["ada", "ben", "cleo", "dan", "eve"]

/** How a life ends: at a step of its so-many-th mail, or at any moment. */
type End = { readonly step: Step; readonly mail: number } | { readonly afterMs: number }
/** What becomes of the first mail that a life hands over. */
type Fate = MailTwin["afterData"]

/** Each has a store and a mail server of its own; side by side, since a bot that starts mostly waits. */
const [sqlite, other = sqlite] = engines(process.env.TEST_DATABASE_URL)
const chains = [sqlite, other].filter((place) => place !== undefined)
const all = await Promise.all(
  chains.map(async (place, seed) =>
    chain(await place(), Math.ceil(wanted / chains.length), randomFrom(seed + 1)),
  ),
)
const total = (name: keyof Figures) => all.reduce((sum, figures) => sum + figures[name], 0)
console.log(`| kills | server hung or hung up | digests | lost | under two Message-IDs | again under the same one |
| --- | --- | --- | --- | --- | --- |
| ${total("kills")} | ${total("unanswered")} | ${total("digests")} | ${total("lost")} | ${total("doubled")} | ${total("again")} |`)
if (total("lost") + total("doubled") > 0) process.exitCode = 1

/** Day after day, until so many bots were killed and all is sent. */
async function chain(place: Place, kills: number, random: () => number): Promise<Figures> {
  const stores = await openEngine(place.setup)
  const twin = await createMailTwin()
  await subscribe(stores)
  const seen = { kills: 0, days: 0, unanswered: 0 }
  for (; seen.kills < kills; seen.days += 1) await untilSent(firstDay.add({ days: seen.days }))
  await twin.close()
  await stores.close()
  await place.remove()
  return { ...seen, ...countOf(twin.received, seen.days) }

  /** A day's lives, until one of them leaves nothing to be sent. */
  async function untilSent(due: Temporal.ZonedDateTime): Promise<void> {
    for (let at = due; ; at = at.add({ seconds: 181 + Math.floor(random() * 240) })) {
      const end = seen.kills < kills ? endOf() : undefined
      const setup = { store: place.setup, smtpUrl: twin.url, now: at.toInstant().toString() }
      const wasKilled = await live(
        setup,
        end,
        end && oneOf<Fate>(random, ["answer", "answer", "drop", "hang"]),
      )
      if (wasKilled) seen.kills += 1
      else if (!(await somethingWaits(stores, due))) return
    }
  }

  function endOf(): End {
    const step = oneOf(random, [...steps, undefined])
    return step === undefined
      ? { afterMs: Math.floor(random() * 250) }
      : { step, mail: 1 + Math.floor(random() * 3) }
  }

  /** One life of a bot. Says whether it was killed, or ended because nothing was left to do now. */
  function live(setup: BotSetup, end: End | undefined, fate: Fate = "answer"): Promise<boolean> {
    const bot = startBot(setup)
    const times = new Map<Step, number>()
    const kill = () => bot.kill("SIGKILL")
    twin.onStep = (step) => {
      const mail = (times.get(step) ?? 0) + 1
      times.set(step, mail)
      if (end !== undefined && "step" in end && end.step === step && end.mail === mail) kill()
      if (step !== "arrived") return
      twin.afterData = mail === 1 ? fate : "answer"
      if (twin.afterData !== "answer") seen.unanswered += 1
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    bot.once("message", () => {
      if (end !== undefined && "afterMs" in end) timer = setTimeout(kill, end.afterMs)
    })
    return new Promise((resolve, reject) =>
      bot.once("exit", (code, signal) => {
        clearTimeout(timer)
        if (signal === "SIGKILL") resolve(true)
        else if (code === 0) resolve(false)
        else reject(new Error(`a bot ended with ${code ?? signal}`))
      }),
    )
  }
}

function startBot(setup: BotSetup): ChildProcess {
  return fork(join(import.meta.dirname, "bot.ts"), [JSON.stringify(setup)], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  })
}

async function somethingWaits({ editions }: Stores, due: Temporal.ZonedDateTime): Promise<boolean> {
  const since = due.subtract({ minutes: 5 }).toInstant()
  for (const member of members) {
    const [edition] = await editions.ofSubscription(member, 1)
    if (edition === undefined || edition.state === "sending") return true
    if (Temporal.Instant.compare(edition.dueAt, since) < 0) return true
  }
  return false
}

async function subscribe({ addresses, subscriptions }: Stores): Promise<void> {
  const at = "2026-11-23T12:00:00Z"
  for (const member of members) {
    const id = `address-of-${member}`
    const account = { community: "web:local", member: `web:${member}` }
    await addresses.add({
      ...{ ...account, id, sealed: keeper.seal(id, `${member}@example.com`), state: "confirmed", at },
    })
    await subscriptions.save({
      ...{ ...defaultSubscription, id: member, community: account.community, place: id, active: true },
      ...{ audience: { kind: "address", member: account.member }, schedule: "0 9 * * *", timeZone: "UTC" },
      ...{ createdBy: account.member, createdAt: at, nextRunAt: "2026-11-24T09:00:00Z" },
    })
  }
}

/** What lies in the inboxes against one digest a member and day. */
function countOf(received: MailTwin["received"], days: number) {
  const digests = Map.groupBy(received, ({ to, mail }) => `${to} ${/ of (\S+)/.exec(mail.text ?? "")?.[1]}`)
  const ids = [...digests.values()].map((mails) => new Set(mails.map(({ mail }) => mail.messageId)).size)
  const distinct = ids.reduce((sum, count) => sum + count, 0)
  return {
    digests: digests.size,
    lost: members.length * days - digests.size,
    doubled: distinct - digests.size,
    again: received.length - distinct,
  }
}

function oneOf<T>(random: () => number, all: readonly T[]): T {
  return all[Math.floor(random() * all.length)] as T
}

/** Mulberry32: the same ends in every run. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
