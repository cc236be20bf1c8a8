/** A member's own digest on Discord: asked for in a channel, read and stopped in direct messages. */
import { expect, it } from "vitest"
import { words } from "../../../src/words/words.ts"
import { papers } from "../bot-under-test.ts"
import { digestDue, withTodaysList } from "../digests-due.ts"
import { useStage, wordsOf } from "./stage.ts"

const open = useStage()
const said = words.digests

it("is turned on once the zone is known, comes by direct message, and stops by its button", async () => {
  const on = await open()
  await withTodaysList(on.bot)
  const ada = on.who("Ada")
  const asked = await ada.slash("papers", "paper-me digest", { do: "on" }).answer()
  expect(wordsOf(asked)).toContain(said.askZone)
  const answer = await ada
    .slash("papers", "paper-me digest", { do: "on", zone: "Berlin", budget: 3 })
    .answer()
  expect(wordsOf(answer)).toContain(said.on)
  await digestDue(on.bot, { ...on.spot, member: ada.id })
  const [digest, ...others] = ada.sees("@me")
  expect(others).toEqual([])
  if (digest === undefined) throw new Error("no digest came")
  expect(wordsOf(digest)).toContain(papers[0]?.title)
  expect(wordsOf(digest)).toContain("Among the most upvoted of Daily Papers")
  expect(on.who("Ben").sees("papers").map(wordsOf).join(" ")).not.toContain(said.on)
  const why = await ada.slash("@me", "paper why", { paper: papers[0]?.id ?? "" }).answer()
  expect(wordsOf(why)).toContain("Among the most upvoted")
  expect(wordsOf(await ada.slash("@me", "paper health").answer())).toContain(said.name)
  const stopped = await ada.click(digest, said.buttons.stop).answer()
  expect(wordsOf(stopped)).toContain(said.off)
  const resumed = await ada.click(stopped, said.buttons.undo).answer()
  expect(wordsOf(resumed)).toContain(said.on)
  const shown = await ada.slash("papers", "paper-me digest").answer()
  expect(wordsOf(shown)).toContain("Europe/Berlin")
  expect(wordsOf(shown)).toContain(said.counts(1, 0))
})

it("is voted for with the server that it comes from, and says so", async () => {
  const on = await open()
  await withTodaysList(on.bot)
  const [ada, ben] = [on.who("Ada"), on.who("Ben")]
  const { counts } = words.commands.upvote
  const alone = await ben.slash("@me", "paper upvote", { paper: papers[0]?.id ?? "" }).answer()
  expect(wordsOf(alone)).toContain(counts.alone)
  await ada.slash("papers", "paper-me digest", { do: "on", zone: "Berlin", budget: 3 }).answer()
  await digestDue(on.bot, { ...on.spot, member: ada.id })
  const [digest] = ada.sees("@me")
  if (digest === undefined) throw new Error("no digest came")
  const voted = await ada.click(digest, words.cards.paper.buttons.upvote).answer()
  expect(wordsOf(voted)).toContain(counts["with-digest"])
  const another = await ben.slash("papers", "paper upvote", { paper: papers[0]?.id ?? "" }).answer()
  expect(wordsOf(another)).toContain(words.cards.paper.votesHere(2, true))
})

it("pauses where the member takes no messages, and they read it with their next private answer", async () => {
  const on = await open()
  await withTodaysList(on.bot)
  const ada = on.who("Ada")
  await ada.slash("papers", "paper-me digest", { do: "on", zone: "UTC" }).answer()
  ada.closeDirects()
  await digestDue(on.bot, { ...on.spot, member: ada.id })
  const news = await ada.slash("papers", "paper top").answer()
  expect(wordsOf(news)).toContain(said.paused)
  expect(wordsOf(await ada.slash("papers", "paper top").answer())).not.toContain(said.paused)
  const shown = await ada.slash("papers", "paper-me digest").answer()
  expect(wordsOf(shown)).toContain(said.closed)
})
