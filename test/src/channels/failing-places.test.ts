import { expect, test } from "vitest"
import { createFailingPlaces } from "../../../src/channels/failing-places.ts"
import { words } from "../../../src/words/words.ts"
import { anActor } from "../../builders.ts"
import { createFakePlatform } from "../../fake-platform.ts"
import { openStores } from "../../open-stores.ts"
import { aSubscription } from "../editions/world.ts"

test("every other place to which nothing can be sent is named once, with why and what to do", async () => {
  const { subscriptions } = await openStores()
  const save = (id: string, place: string, given = {}) =>
    subscriptions.save(aSubscription({ id, place, ...given }))
  await save("1", "here")
  await save("2", "mute")
  await save("3", "mute", { list: "week" })
  await save("4", "works")
  await save("5", "gone", { gone: "deleted" })
  await save("6", "resting", { active: false })
  const adapters = new Map([["web", createFakePlatform("web")]])
  const missing = async ({ place }: { readonly place: string }) =>
    place === "works" ? [] : ["Send Messages"]
  const failing = createFailingPlaces({ subscriptions, adapters }, missing)
  const found = await failing(anActor({ place: "here" }))
  expect(found.map(({ place, why, remedy }) => [place, why, remedy])).toEqual([
    ["mute", words.setup.missing("Send Messages"), words.setup.grant],
    ["gone", words.delivery.gone.deleted, words.channels.health.lost],
  ])
})
