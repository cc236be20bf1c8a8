import { digestCard } from "../src/cards/digest-card.ts"
import { cardOf } from "../src/cards/layout.ts"
import {
  howToChangeMailCard,
  mailAskedCard,
  mailCard,
  mailForm,
  mailRefusedCard,
  mailStoppedCard,
  mailZoneCard,
} from "../src/cards/mail-card.ts"
import { toDraft } from "../src/channels/fields.ts"
import { sizeInWords } from "../src/rendering/files.ts"
import type { Card, PackedArguments } from "../src/vocabulary/card.ts"
import { type Answer, type Context, defineCommand } from "../src/vocabulary/command.ts"
import type { Subscription } from "../src/vocabulary/delivery-stores.ts"
import { type DigestDraft, mailContents } from "../src/vocabulary/digests.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import type { Form } from "../src/vocabulary/form.ts"
import { plainText } from "../src/words/runs.ts"
import { words } from "../src/words/words.ts"

const sayings = words.mail
const { options } = words.digests

type Written = DigestDraft & { readonly address?: string | undefined }

export const mail = defineCommand({
  name: "mail",
  description: sayings.description,
  options: {
    address: { kind: "text", positional: true, maxLength: 254, description: sayings.options.address },
    do: {
      kind: "choice",
      description: sayings.options.do,
      choices: (["show", "on", "off", "change"] as const).map((value) => ({
        value,
        label: sayings.do[value],
      })),
    },
    what: {
      kind: "choice",
      description: sayings.options.what,
      choices: mailContents.map((value) => ({ value, label: sayings.what[value] })),
    },
    days: { kind: "text", maxLength: 80, description: sayings.options.days },
    time: { kind: "text", maxLength: 20, description: options.time },
    budget: { kind: "integer", min: 1, max: 10, description: options.budget },
    zone: { kind: "text", maxLength: 60, suggest: "zone", description: options.zone },
    try: { kind: "flag", description: sayings.options.try },
  },
  visibility: "private",
  surface: "any",
  group: "me",
  personal: true,
  needs: "library",
  changes: true,
  form: filledIn,
  examples: sayings.examples,

  async run({ do: given, try: isTry, ...written }, context) {
    const { actor, mailDigests } = context
    if (isTry) return tried(written.address, context)
    const isChange = Object.values(written).some((value) => value !== undefined && value !== "")
    switch (wordFor(written.address) ?? given ?? (isChange ? "on" : "show")) {
      case "off":
        return mailStoppedCard(await mailDigests.stop(actor))
      case "change":
        return howToChangeMailCard()
      case "on":
        return turnedOn(wordFor(written.address) ? {} : written, context)
      default: {
        const mail = await mailDigests.of(actor)
        if (mail === undefined && !mailDigests.isOffered())
          throw new UserError("no-mail", sayings.notOffered, { hint: sayings.notOfferedHint })
        return mailCard(mail)
      }
    }
  },
})

/** `mail off`: the first word is an address, or what is to be done. */
function wordFor(address: string | undefined) {
  return (["show", "on", "off", "change"] as const).find((word) => word === address?.trim().toLowerCase())
}

async function turnedOn({ address, ...draft }: Written, { actor, mailDigests }: Context): Promise<Answer> {
  try {
    const known = address ? undefined : await mailDigests.of(actor)
    if (!address && known === undefined)
      throw new UserError("bad-address", sayings.none, { hint: sayings.badAddressHint, field: "address" })
    const mail = address
      ? await mailDigests.ask(actor, address, draft)
      : await mailDigests.change(actor, draft)
    if (mail === undefined) return { card: mailZoneCard() }
    return { card: address ? mailAskedCard(mail) : mailCard(mail) }
  } catch (error) {
    if (!(error instanceof UserError) || error.field === undefined) throw error
    const typed = Object.fromEntries(
      Object.entries({ address, ...draft }).filter(([, value]) => value !== undefined),
    ) as PackedArguments
    return { card: mailRefusedCard(error, typed), form: mailForm(typed, error), failure: "user" }
  }
}

/** The newest list as a mail, sent to an address at once: for operators who set mail up. */
async function tried(written: string | undefined, context: Context): Promise<Card> {
  const { operator } = context
  const said = sayings.try
  if (operator === undefined) throw new UserError("terminal-only", said.atTerminal)
  if (!written) throw new UserError("no-address", said.needsAddress)
  const card = (await newestList(context)) ?? (await anyPapers(context))
  const { host, bytes } = await operator.tryMail(written, card)
  return cardOf({ title: said.sent(host), tone: "success", text: said.sentText(sizeInWords(bytes)) })
}

async function newestList({ schedules, actor, timeZone, now }: Context): Promise<Card | undefined> {
  const { community, member } = actor
  const [post] = await schedules.setUp.preview(
    {
      ...triedList,
      community,
      timeZone,
      createdBy: member,
      createdAt: now.toString(),
      audience: { kind: "address", member },
    },
    1,
  )
  return post?.cards[0]?.card
}

const triedList = {
  id: "mail --try",
  place: "",
  content: { kind: "list" },
  list: "day",
  filter: "",
  budget: 5,
  form: "digest",
  whenEmpty: "silent",
  catchUpHours: 0,
  schedule: "0 8 * * *",
  active: false,
} as const satisfies Partial<Subscription>

/** A library without a list of these days, such as the one that comes with the bot, has papers all the same. */
async function anyPapers({ library, random, now, timeZone }: Context): Promise<Card> {
  const drawn = await Promise.all(Array.from({ length: 5 }, () => library.random(random)))
  const papers = new Map(drawn.flatMap((paper) => (paper ? [[paper.id, paper] as const] : [])))
  const { noPapers, noPapersHint: hint, sample } = sayings.try
  if (papers.size === 0) throw new UserError("no-papers", noPapers, { hint })
  const picks = [...papers.values()].map((paper) => ({ paper, reason: plainText(sample) }))
  const day = now.toZonedDateTimeISO(timeZone).toPlainDate().toString()
  return digestCard({ picks, moreFollowed: 0, paperStats: new Map(), day })
}

/** What holds, to be changed; what was typed wrong stays as it was typed. */
async function filledIn(values: PackedArguments, { actor, mailDigests }: Context): Promise<Form | undefined> {
  if (values.do !== "change" || !mailDigests.isOffered()) return undefined
  const known = await mailDigests.of(actor)
  const what = known && { what: known.digest.chosen.content.kind }
  return mailForm({ ...(known && toDraft(known.digest.chosen)), ...what, ...values })
}
