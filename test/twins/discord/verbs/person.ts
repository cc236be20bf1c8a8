/** A member with hands: speaks, types commands, clicks, reacts. Does only what a client would let one do. */
import {
  type APIAttachment,
  type APIMessage,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  MessageFlags,
  MessageReferenceType,
} from "discord-api-types/v10"
import { directMessages } from "../rest/application-routes.ts"
import { type Pressable, pressables } from "../state/components.ts"
import { type Discord, type Draft, messageBody, messagesIn, react, write } from "../state/messages.ts"
import { can } from "../state/permissions.ts"
import { channelNamed } from "../state/threads.ts"
import { type Channel, isThread, type Stored } from "../state/world.ts"
import { findCommand, optionsOf, type Values } from "./command-data.ts"
import { commandsOffered } from "./commands-offered.ts"
import { type Filled, filledForm } from "./filled-form.ts"
import { type Asked, ask, type Question } from "./interact.ts"
import { chatCommand, menuCommand, pressed } from "./interaction-data.ts"
import type { Observe } from "./observe.ts"

export type Person = ReturnType<typeof createPerson>

/** A channel's name or id, a thread's id, or `@me` for direct messages with the bot. */
export type Place = string

/** `isHanded`: the server's settings give the command to whom it is not for as it comes. */
type How = {
  readonly userInstall?: boolean
  readonly isHanded?: boolean
  /** Those whose ids are values, from `upload`. */
  readonly files?: readonly APIAttachment[]
}

export function createPerson(discord: Discord, observe: Observe, id: string, guild: string) {
  const { world } = discord

  const placeOf = (place: Place): Channel =>
    place === "@me" ? directMessages(discord, id) : channelNamed(discord, guild, place)

  const put = (question: Omit<Question, "user">): Asked => ask(discord, observe, { ...question, user: id })

  const offered = (channel: Channel, { userInstall = false, isHanded = false }: How = {}) =>
    commandsOffered(world, channel, { user: id, userInstall, isHanded })

  /** A message that this person can see, by its id. */
  function seen(message: string | Pick<APIMessage, "id">): Stored {
    const wanted = typeof message === "string" ? message : message.id
    const stored = [...world.messages.values()]
      .map((known) => known.get(wanted))
      .find((found) => found !== undefined)
    if (!stored || (stored.onlyFor !== undefined && stored.onlyFor !== id))
      throw new Error(`there is no message ${wanted} to see`)
    return stored
  }

  function channelOf({ message }: Stored): Channel {
    return channelNamed(discord, undefined, message.channel_id)
  }

  function press(
    message: string | Pick<APIMessage, "id">,
    which: string,
    values: readonly string[] = [],
  ): Asked {
    const stored = seen(message)
    const found = pressables(stored.message.components).find(
      (one) => one.custom_id === which || labelOf(one) === which,
    )
    const there = pressables(stored.message.components)
      .map((one) => labelOf(one))
      .join(", ")
    if (!found) throw new Error(`there is no ${which} to press; there are ${there || "no buttons"}`)
    if (found.disabled) throw new Error(`${which} is disabled`)
    const data = pressed(world, found, values)
    return put({ type: InteractionType.MessageComponent, channel: channelOf(stored), data, on: stored })
  }

  return {
    id,
    /** The channel that a place is for this person. */
    placed: placeOf,
    /** Writes a message; with `replyTo` as a reply. `more` is what else it carries: embeds, components, what it forwards. */
    say(place: Place, content: string, replyTo?: string, more: Partial<Draft> = {}): APIMessage {
      const author = world.users.get(id)
      const channel = placeOf(place)
      if (!author) throw new Error(`no user ${id} in the twin`)
      if (!can(world, channel, id, "SendMessages"))
        throw new Error(`${author.username} may not write in ${place}`)
      if (isThread(channel) && channel.thread_metadata?.locked) throw new Error(`${place} is locked`)
      return messageBody(
        world,
        write(discord, channel, { author, content, ...more, ...(replyTo && { replyTo }) }),
      )
    },
    /** Takes no direct messages from the bot any more, or takes them again. */
    closeDirects(isClosed = true): void {
      if (isClosed) world.closedDirects.add(id)
      else world.closedDirects.delete(id)
    },
    /** Leaves the server. Bots without a privileged intent are told nothing. */
    leave: (): void => void world.guilds.get(guild ?? "")?.members.delete(id),
    /** Mentions the bot. */
    mention(place: Place, words: string): APIMessage {
      return this.say(place, `<@${world.bot.id}> ${words}`)
    },
    /** `slash("papers", "paper search", { query: "diffusion" })` */
    slash(place: Place, line: string, values: Values = {}, how: How = {}): Asked {
      const channel = placeOf(place)
      const found = findCommand(offered(channel, how), line)
      const data = chatCommand(found.command, optionsOf(found, values), how.files)
      return put({
        type: InteractionType.ApplicationCommand,
        channel,
        data,
        userInstall: how.userInstall === true,
      })
    },
    /** Picks a file of theirs for an option: its id is the value. */
    upload(filename: string, bytes: Buffer): APIAttachment {
      const attachment = { id: world.newId(), filename, size: bytes.length }
      const path = `/ephemeral-attachments/${world.application.id}/${attachment.id}/${encodeURIComponent(filename)}`
      world.files.set(path, bytes)
      const url = `${world.filesAt}${path}`
      return { ...attachment, url, proxy_url: url, content_type: "text/plain" }
    },
    /** Types into an option, without sending: what is offered? */
    autocomplete(place: Place, line: string, option: string, text: string, others: Values = {}): Asked {
      const channel = placeOf(place)
      const found = findCommand(offered(channel), line)
      const wanted = found.options.find(({ name }) => name === option)
      if (!wanted || !("autocomplete" in wanted) || !wanted.autocomplete)
        throw new Error(`${option} offers nothing while one types`)
      const options = optionsOf(found, { ...others, [option]: text }, { focused: option })
      const data = chatCommand(found.command, options)
      return put({ type: InteractionType.ApplicationCommandAutocomplete, channel, data })
    },
    /** Presses a button, by its label or custom id. */
    click: (message: string | Pick<APIMessage, "id">, button: string): Asked => press(message, button),
    select: (message: string | Pick<APIMessage, "id">, menu: string, values: readonly string[]): Asked =>
      press(message, menu, values),
    /** Fills in the form that an interaction was answered with. */
    async submit(asked: Asked, values: Filled): Promise<Asked> {
      const form = await asked.modal()
      const channel = channelNamed(discord, undefined, asked.state.interaction.channel?.id ?? "")
      const data = filledForm(world, form, values)
      const on = asked.state.original
      return put({ type: InteractionType.ModalSubmit, channel, data, ...(on && { on }) })
    },
    /** Picks an entry of a message's menu: "Find this paper". */
    useMessageMenu(message: string | Pick<APIMessage, "id">, entry: string): Asked {
      const stored = seen(message)
      const channel = channelOf(stored)
      const command = offered(channel).find(
        ({ name, type }) => name === entry && type === ApplicationCommandType.Message,
      )
      if (!command) throw new Error(`the message menu has no ${entry}`)
      const data = menuCommand(command, messageBody(world, stored))
      return put({ type: InteractionType.ApplicationCommand, channel, data })
    },
    react: (message: string | Pick<APIMessage, "id">, emoji: string, { isSuper = false } = {}): boolean =>
      react(discord, seen(message), emoji, id, true, isSuper),
    unreact: (message: string | Pick<APIMessage, "id">, emoji: string, { isSuper = false } = {}): boolean =>
      react(discord, seen(message), emoji, id, false, isSuper),
    /** Forwards a message that this person sees: what it said comes along, its writer does not. */
    forward(message: string | Pick<APIMessage, "id">, place: Place): APIMessage {
      const { message: original } = seen(message)
      const { type, content, embeds, attachments, timestamp, edited_timestamp, flags, components } = original
      const { mentions, mention_roles } = original
      const said = { type, content, embeds, attachments, timestamp, edited_timestamp, flags, components }
      return this.say(place, "", undefined, {
        message_reference: {
          type: MessageReferenceType.Forward,
          message_id: original.id,
          channel_id: original.channel_id,
        },
        message_snapshots: [{ message: { ...said, mentions, mention_roles } }],
      })
    },
    /** What this person sees in a place, own ephemeral answers too; where the bot only thinks there is nothing yet. */
    sees: (place: Place): readonly APIMessage[] =>
      [...messagesIn(world, placeOf(place).id).values()]
        .filter(({ onlyFor }) => onlyFor === undefined || onlyFor === id)
        .filter(({ message }) => ((message.flags ?? 0) & MessageFlags.Loading) === 0)
        .map((stored) => messageBody(world, stored)),
  }
}

/** What stands on a button or select. */
export function labelOf(component: Pressable): string {
  if (component.type !== ComponentType.Button) return component.placeholder ?? component.custom_id
  return component.label ?? component.emoji?.name ?? component.custom_id
}
