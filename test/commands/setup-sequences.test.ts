import fc from "fast-check"
import { expect, test } from "vitest"
import { textOf } from "../../src/rendering/inline.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import { words } from "../../src/words/words.ts"
import { actionsOf, menusOf, openSetUp } from "./set-up-stage.ts"

const { buttons } = words.setup

/** What an admin sees of the settings: what each menu has chosen, and the line of what no menu shows. */
function shownOf(card: Card) {
  const menus = menusOf(card).map(({ label, chosen }) => [label, chosen])
  const note = card.blocks.find((block) => block.kind === "note")
  return menus.length > 0 ? { menus, summary: note?.kind === "note" ? textOf(note.text) : "" } : undefined
}

const typed = fc.record(
  {
    zone: fc.constantFrom("tokyo", "Europe/Paris", "nowhere", ""),
    budget: fc.constantFrom("1", "25", "99", "x"),
    filter: fc.constantFrom("diffusion", "has:code", "has:banana", ""),
    mention: fc.constantFrom("81384788765712384", "@everyone", ""),
    empty: fc.constantFrom("say", "silent"),
    days: fc.constantFrom("mon", "tue,thu", "noday"),
    time: fc.constantFrom("06:30", "24:61"),
    arxiv: fc.constantFrom("cs.LG", "not a category"),
    search: fc.constantFrom("diffusion", "has:banana", ""),
    until: fc.constantFrom("2027-02-01", "yesterday"),
  },
  { requiredKeys: [] },
)

const press = fc.record({ at: fc.nat(60), option: fc.nat(40), typed })

test("whatever is pressed, what is saved is what was shown when Save was pressed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(press, { minLength: 1, maxLength: 12 }), async (presses) => {
      const stage = await openSetUp({ kind: "announcement" })
      let { card } = await stage.call({})
      for (const { at, option, typed } of presses) {
        const before = await stage.stored()
        const menus = menusOf(card).filter(({ of }) => of === "options")
        const actions = actionsOf(card).filter(({ command }) => command === "setup")
        const chosen = [...menus, ...actions][at % Math.max(1, menus.length + actions.length)]
        if (chosen === undefined) break
        const isMenu = chosen.kind === "select"
        const options = isMenu && chosen.of === "options" ? chosen.options : []
        const value = options[option % Math.max(1, options.length)]?.value ?? ""
        const call = isMenu ? { ...chosen.call.arguments, [chosen.into]: value } : chosen.arguments
        const asksForm = isMenu ? chosen.opensForms : chosen.effect === "form"
        const form = asksForm ? await stage.form(call) : undefined
        const shown = shownOf(card)
        const names = form?.fields.map(({ name }) => name) ?? []
        const answers = Object.fromEntries(Object.entries(typed).filter(([name]) => names.includes(name)))
        const reply = form ? await stage.send(form, answers) : await stage.call(call)
        const after = await stage.stored()
        const isSave = !isMenu && [buttons.save, buttons.saveSettings, buttons.postNow].includes(chosen.label)
        if (isSave && shown && reply.failure === undefined) {
          const saved = after.find(
            (one) => !before.some((old) => JSON.stringify(old) === JSON.stringify(one)),
          )
          const id = saved?.id ?? String(chosen.arguments.post)
          expect(shownOf((await stage.call({ post: id })).card)).toEqual(shown)
        }
        const ends: readonly string[] = [
          buttons.off,
          buttons.remove,
          buttons.resume,
          words.commands.channel.buttons.on,
        ]
        const changes =
          isSave || form?.submit.arguments.do === "pause" || (!isMenu && ends.includes(chosen.label))
        if (!changes) expect(after).toEqual(before)
        card = reply.card
      }
    }),
    { numRuns: 60 },
  )
}, 60_000)
