/** What people do in the twin: each verb changes the world first and tells the bot afterwards, as Slack does. */

import { directWith } from "./api/conversations.ts"
import { react as putReaction } from "./api/messages.ts"
import { checkedView } from "./api/views.ts"
import { asJson, type Json, optionFaults } from "./block-rules.ts"
import {
  buttonOn,
  checkErrors,
  elementAt,
  entityButton,
  filledIn,
  type Pressed,
  type Values,
} from "./elements.ts"
import type { Ack } from "./line.ts"
import type { OpenForms } from "./open-forms.ts"
import type { Outbox } from "./outbox.ts"
import {
  clickPayload,
  eventPayload,
  homeClickPayload,
  paneClickPayload,
  shortcutPayload,
  slashPayload,
  submissionPayload,
  suggestionPayload,
  unfurlClickPayload,
  viewClickPayload,
} from "./payloads.ts"
import type { Responses } from "./responses.ts"
import { createStaff, type Spot, type Staff } from "./staff.ts"
import { addMessage, type Message, type Person, type Workspace, type World } from "./world.ts"

/** What holds buttons: a message, the card below a link in it, the home page, the open form. */
export type Pressable = { readonly message: Message; readonly url?: string } | "home" | "form"
/** A section's accessory is at -1. */
export type ElementPlace = {
  readonly block: number
  readonly place: number
  readonly value?: string | undefined
}

export type People = Staff & {
  say(at: Spot, text: string, threadTs?: string): Promise<Message>
  /** Writes a message with a file, as Slack tells of it. */
  sayWithFile(at: Spot, text: string, threadTs?: string): Promise<Message>
  /** Another app's bot writes a message. */
  sayAsBot(at: Spot, text: string, threadTs?: string): Promise<Message>
  slash(at: Spot, text: string): Promise<Ack>
  /** Presses the button with this label on a message. */
  click(at: Spot, message: Message, label: string): Promise<Ack>
  /** Presses a button of the card below a link. */
  clickUnfurl(at: Spot, message: Message, url: string, label: string): Promise<Ack>
  /** Opens the pane beside the Work Object of a link; gives the trigger by which the app may fill it. */
  openPane(at: Spot, message: Message, url: string): Promise<string>
  /** Presses a button of the Work Object below a link. */
  clickEntity(at: Spot, message: Message, url: string, label: string): Promise<Ack>
  /** Presses a button of the pane that was opened by a trigger. */
  clickPane(at: Spot, trigger: string, label: string): Promise<Ack>
  /** Presses a button of the person's home page. */
  clickHome(at: Spot, label: string): Promise<Ack>
  /** Presses a button of the open form, with what is filled in so far. */
  clickForm(at: Spot, label: string, values?: Values): Promise<Ack>
  /** Presses, or chooses a value from, the very element at a place. */
  pressAt(at: Spot, on: Pressable, place: ElementPlace, values?: Values): Promise<Ack>
  useShortcut(at: Spot, message: Message, callbackId: string): Promise<Ack>
  react(at: Spot, message: Message, name: string): Promise<Ack | undefined>
  unreact(at: Spot, message: Message, name: string): Promise<Ack | undefined>
  openHome(at: Spot): Promise<Ack>
  openApp(at: Spot, tab: "home" | "messages"): Promise<Ack>
  /** Types into a field of the open form; gives the labels that are offered. */
  typeInto(at: Spot, field: string, typed: string): Promise<readonly string[]>
  /** Fills in the open form and sends it. */
  submit(at: Spot, values: Values): Promise<Ack>
  closeForm(at: Pick<Spot, "person">): void
  /** The messages that a person sees in a channel. */
  sees(at: Spot): readonly Message[]
  /** The form that is open for a person. */
  form(person: Person): Json | undefined
}

export type PeopleParts = {
  readonly world: World
  readonly outbox: Outbox
  readonly responses: Responses
  readonly forms: OpenForms
  readonly newTrigger: (user: string) => string
}

export function createPeople({ world, outbox, responses, forms, newTrigger }: PeopleParts): People {
  const tell = (workspace: Workspace, event: Json) => outbox.event(eventPayload(world, workspace, event))
  const urlsFor = ({ workspace, channel, person }: Spot, on?: Message) => ({
    response: responses.open({ workspace, channel, user: person.id, ...(on ? { on } : {}) }),
    trigger: newTrigger(person.id),
  })

  function formOf(person: Person): Json {
    const view = forms.of(person.id).at(-1)
    if (!view) throw new Error(`no form is open for ${person.name}`)
    return view
  }

  async function say(
    { workspace, channel, person }: Spot,
    text: string,
    threadTs?: string,
    form: Json = {},
  ): Promise<Message> {
    const message = addMessage(channel, {
      ts: world.ts(),
      user: person.id,
      text,
      blocks: [],
      ...(threadTs ? { threadTs } : {}),
    })
    if (!channel.members.has(workspace.botUser)) return message
    const common = {
      user: person.id,
      text,
      ts: message.ts,
      channel: channel.id,
      event_ts: message.ts,
      // Slack names no team in a message that shares a file.
      ...(form && "files" in form ? {} : { team: workspace.id }),
    }
    const thread = { ...(threadTs ? { thread_ts: threadTs } : {}), ...form }
    const kind = channel.isDirect ? "im" : channel.isPrivate ? "group" : "channel"
    await tell(workspace, { type: "message", channel_type: kind, ...common, ...thread })
    if (new RegExp(`<@${workspace.botUser}[|>]`).test(text))
      await tell(workspace, { type: "app_mention", ...common, ...thread })
    const links = [...text.matchAll(/<(https?:[^|>]+)/g)].map(([, url = ""]) => ({
      url,
      domain: new URL(url).hostname,
    }))
    if (links.length > 0) {
      const shared = {
        user: person.id,
        channel: channel.id,
        message_ts: message.ts,
        links,
        event_ts: message.ts,
      }
      await tell(workspace, {
        type: "link_shared",
        is_bot_user_member: true,
        source: "conversations_history",
        ...shared,
        ...thread,
      })
    }
    return message
  }

  function reaction(at: Spot, message: Message, name: string, added: boolean): Promise<Ack> {
    return tell(at.workspace, {
      type: added ? "reaction_added" : "reaction_removed",
      user: at.person.id,
      reaction: name,
      item: { type: "message", channel: at.channel.id, ts: message.ts },
      item_user: message.user,
      event_ts: world.ts(),
    })
  }

  function openApp({ workspace, person }: Spot, tab: "home" | "messages"): Promise<Ack> {
    return tell(workspace, {
      type: "app_home_opened",
      user: person.id,
      channel: directWith({ world, workspace }, person.id).id,
      tab,
      // Absent until the app has published one.
      ...(workspace.homes.has(person.id) && { view: workspace.homes.get(person.id) }),
      event_ts: world.ts(),
    })
  }

  function press(
    at: Spot,
    on: Pressable,
    find: (held: Pick<Message, "text" | "blocks">) => Pressed,
    values: Values = {},
  ): Promise<Ack> {
    const held = (view: unknown, text: string) => {
      const { blocks } = asJson(view)
      return find({ text, blocks: Array.isArray(blocks) ? blocks : [] })
    }
    const trigger = newTrigger(at.person.id)
    const send = (payload: Json) => outbox.once("interactive", payload)
    if (on === "home")
      return send(homeClickPayload(at, held(at.workspace.homes.get(at.person.id), "the home page"), trigger))
    if (on === "form") {
      const view = formOf(at.person)
      const state = { values: filledIn(view, values), trigger }
      return send(viewClickPayload(at, view, held(view, "the form"), state))
    }
    const { message, url } = on
    const spot = { ...at, message }
    if (url === undefined) return send(clickPayload(spot, find(message), urlsFor(at, message)))
    const pressed = held(message.unfurls[url], url)
    return send(unfurlClickPayload(spot, pressed, url, urlsFor(at, message)))
  }

  /** What the answer to a submission does with the form. With an error at a field it stays as it was filled in. */
  function followUp({ workspace, person }: Spot, view: Json, answer: Json): void {
    const id = String(view.id)
    const { response_action: action } = answer
    if (action === "errors") checkErrors(view, asJson(answer.errors))
    else if (action === "update") forms.replace(id, checkedView(answer.view))
    else if (action === "push") forms.add(workspace, person.id, checkedView(answer.view))
    else forms.close(person.id, action === "clear" ? undefined : id)
  }

  return {
    say: (at, text, threadTs) => say(at, text, threadTs),
    sayWithFile: (at, text, threadTs) =>
      say(at, text, threadTs, { subtype: "file_share", files: [{ id: world.id("F"), name: "notes.pdf" }] }),
    sayAsBot: (at, text, threadTs) => say(at, text, threadTs, { bot_id: world.id("B") }),
    slash: (at, text) => outbox.once("slash_commands", slashPayload(at, text, urlsFor(at))),
    click: (at, message, label) => press(at, { message }, (held) => buttonOn(held, label)),
    clickUnfurl: (at, message, url, label) => press(at, { message, url }, (held) => buttonOn(held, label)),
    async openPane({ workspace, channel, person }, message, link) {
      const entity = asJson(asJson(message.unfurls[link]).entity)
      const [trigger_id, ref] = [newTrigger(person.id), asJson(entity.external_ref)]
      workspace.panes.set(trigger_id, { id: String(ref.id), url: String(entity.url) })
      await tell(workspace, {
        type: "entity_details_requested",
        user: person.id,
        user_locale: "en-US",
        trigger_id,
        link: { url: link, domain: new URL(link).hostname },
        entity_url: entity.url,
        app_unfurl_url: link,
        external_ref: ref,
        channel: channel.id,
        message_ts: message.ts,
        event_ts: world.ts(),
      })
      return trigger_id
    },
    clickEntity(at, message, url, label) {
      const element = entityButton(asJson(asJson(message.unfurls[url]).entity), label)
      const pressed = { blockId: "entity", element }
      return outbox.once(
        "interactive",
        unfurlClickPayload({ ...at, message }, pressed, url, urlsFor(at, message)),
      )
    },
    clickPane(at, trigger, label) {
      const entity = asJson(at.workspace.panes.get(trigger)?.shown)
      const payload = paneClickPayload(at, entityButton(entity, label), entity, newTrigger(at.person.id))
      return outbox.once("interactive", payload)
    },
    clickHome: (at, label) => press(at, "home", (held) => buttonOn(held, label)),
    clickForm: (at, label, values = {}) => press(at, "form", (held) => buttonOn(held, label), values),
    pressAt: (at, on, { block, place, value }, values = {}) =>
      press(at, on, (held) => elementAt(held, block, place, value), values),
    useShortcut: (at, message, callbackId) =>
      outbox.once("interactive", shortcutPayload({ ...at, message }, callbackId, urlsFor(at))),
    async react(at, message, name) {
      return putReaction(message, name, at.person.id) ? reaction(at, message, name, true) : undefined
    },
    async unreact(at, message, name) {
      const found = message.reactions.find((some) => some.name === name)
      const index = found?.users.indexOf(at.person.id) ?? -1
      if (!found || index < 0) return undefined
      found.users.splice(index, 1)
      return reaction(at, message, name, false)
    },
    openHome: (at) => openApp(at, "home"),
    openApp,
    async typeInto(at, field, typed) {
      const ack = await outbox.once("interactive", suggestionPayload(at, formOf(at.person), field, typed))
      if (!ack.ok) throw new Error(`no suggestions: ${ack.reason}`)
      const options = asJson(ack.body).options
      const offered = Array.isArray(options) ? options.map(asJson) : []
      const faults = offered.flatMap((option, index) => optionFaults(option, `options[${index}]`))
      if (faults.length > 0) throw new Error(faults.join("; "))
      return offered.map((option) => String(asJson(option.text).text))
    },
    async submit(at, values) {
      const view = formOf(at.person)
      const payload = submissionPayload(at, view, filledIn(view, values), newTrigger(at.person.id))
      const ack = await outbox.once("interactive", payload)
      if (ack.ok) followUp(at, view, asJson(ack.body))
      return ack
    },
    closeForm: ({ person }) => forms.close(person.id, String(formOf(person).id)),
    ...createStaff(world, tell),
    sees: ({ channel, person }) =>
      channel.messages.filter(
        ({ deleted, onlyFor }) => !deleted && (onlyFor === undefined || onlyFor === person.id),
      ),
    form: (person) => forms.of(person.id).at(-1),
  }
}
