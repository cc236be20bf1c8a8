import { describe, expect, test } from "vitest"
import { words } from "../../src/words/words.ts"
import { read } from "./asking.ts"
import { ada, adaOnSlack, ben, papers, readersWorld } from "./readers-world.ts"

const sayings = words.readers.link
const [weather, attention, birdsong] = papers.map(({ id }) => id) as [string, string, string]

async function twoSides() {
  const world = await readersWorld()
  await world.say(ada, `save ${weather} note:"from Discord"`)
  await world.say(adaOnSlack, `save ${weather} note:"from Slack"`)
  await world.say(adaOnSlack, `save ${attention}`)
  const offer = await world.say(ada, "link")
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(read(offer.card))?.[0] ?? ""
  return { ...world, offer, code }
}

describe("link", () => {
  test("shows a code, what is shared, and to keep it secret, to the member alone", async () => {
    const { offer } = await twoSides()
    expect(offer.visibility).toBe("private")
    for (const said of [sayings.shared(1), sayings.keepSecret]) expect(read(offer.card)).toContain(said)
  })

  test("the code typed on the other side says what comes, then links: everything of both, once", async () => {
    const { say, press, code, saved } = await twoSides()
    const asked = await say(adaOnSlack, `link ${code.toLowerCase().replace("-", " ")}`)
    expect(read(asked.card)).toContain(sayings.question(sayings.platforms.discord))
    expect(read(asked.card)).toContain(sayings.both(1, 2))
    expect(await saved.all(ada)).toHaveLength(1)
    const done = await press(adaOnSlack, asked, sayings.confirm)
    expect(read(done.card)).toContain(sayings.done(sayings.platforms.discord))
    const all = await saved.all(ada)
    expect(all).toEqual(await saved.all(adaOnSlack))
    expect(all.map(({ paper }) => paper).toSorted()).toEqual([weather, attention])
    expect(all.find(({ paper }) => paper === weather)?.note).toBe("from Discord\nfrom Slack")
    await say(ada, `save ${birdsong}`)
    expect(await saved.all(adaOnSlack)).toHaveLength(3)
  })

  test("undone, each side keeps a copy and goes its own way", async () => {
    const { say, press, code, saved } = await twoSides()
    const done = await press(adaOnSlack, await say(adaOnSlack, `link ${code}`), sayings.confirm)
    const parted = await press(adaOnSlack, done, words.readers.buttons.undo)
    expect(read(parted.card)).toContain(sayings.parted)
    expect(await saved.all(ada)).toEqual(await saved.all(adaOnSlack))
    await say(adaOnSlack, `save ${weather} --undo`)
    expect(await saved.all(ada)).toHaveLength(2)
    expect(read((await say(ada, "link --undo")).card)).toContain(sayings.notLinked)
  })

  test("a code works once, for ten minutes, and until there is another", async () => {
    const { say, code, clock } = await twoSides()
    await say(adaOnSlack, `link ${code} --sure`)
    expect(read((await say(ben, `link ${code}`)).card)).toContain(sayings.errors.noSuchCode)
    const old = await twoSides()
    await old.say(ada, "link")
    expect(read((await old.say(adaOnSlack, `link ${old.code}`)).card)).toContain(sayings.errors.noSuchCode)
    const late = await twoSides()
    late.clock.set(clock.now().add({ minutes: 10 }).toString())
    expect(read((await late.say(adaOnSlack, `link ${late.code}`)).card)).toContain(sayings.errors.noSuchCode)
  })

  test("two who use a code at once: one of them is linked", async () => {
    const { code, saved, say } = await twoSides()
    const used = await Promise.all([say(adaOnSlack, `link ${code} --sure`), say(ben, `link ${code} --sure`)])
    expect(used.filter(({ failure }) => failure === undefined)).toHaveLength(1)
    const shared = [await saved.all(adaOnSlack), await saved.all(ben)].filter((all) =>
      all.some(({ note = "" }) => note.includes("from Discord")),
    )
    expect(shared).toHaveLength(1)
  })

  test("guessing ends after five wrong codes, also for the right one, until a while has passed", async () => {
    const { say, code, clock } = await twoSides()
    for (let guess = 0; guess < 5; guess++) await say(ben, `link AAAA-AAA${guess + 2}`)
    const refused = read((await say(ben, `link ${code}`)).card)
    expect(refused).toContain(sayings.errors.tooMany)
    expect(refused).toContain("Wait 2 minutes")
    clock.set(clock.now().add({ minutes: 10 }).toString())
    expect(read((await say(ben, `link ${code}`)).card)).toContain(sayings.errors.noSuchCode)
  })

  test("one's own code is refused, and a link that is there already", async () => {
    const { say, code } = await twoSides()
    const elsewhere = { ...ada, community: "discord:2" }
    expect(read((await say(elsewhere, `link ${code}`)).card)).toContain(sayings.errors.ownCode)
    await say(adaOnSlack, `link ${code} --sure`)
    const again = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(read((await say(ada, "link")).card))?.[0] ?? ""
    expect(read((await say(adaOnSlack, `link ${again}`)).card)).toContain(sayings.errors.linkedAlready)
  })
})
