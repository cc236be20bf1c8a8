/** Looking on: what is there, and waiting for what comes. */
import type { APIApplicationCommand, APIMessage } from "discord-api-types/v10"
import type { Call } from "../rest/server.ts"
import { readable } from "../state/components.ts"
import { threadsOf } from "../state/guilds.ts"
import { type Discord, messageBody, messagesIn } from "../state/messages.ts"
import { channelNamed } from "../state/threads.ts"
import type { Stored, Thread } from "../state/world.ts"

export type Observe = ReturnType<typeof createObserve>

/** What is waited for comes in milliseconds; on a busy machine it may take long. */
const usualDeadlineMs = 120_000
const pollMs = 10

export function createObserve(discord: Discord, calls: readonly Call[]) {
  const { world, events } = discord

  /** Messages of a channel or thread, oldest first; ephemeral ones only where the reader is named. */
  function messages(channel: string, reader?: string): readonly APIMessage[] {
    const found = channelNamed(discord, undefined, channel)
    return [...messagesIn(world, found.id).values()]
      .filter(({ onlyFor }) => onlyFor === undefined || onlyFor === reader)
      .map((stored) => messageBody(world, stored))
  }

  return {
    messages,
    /** The same as text: what one reads, buttons in brackets. */
    texts: (channel: string, reader?: string) => messages(channel, reader).map(textOf),
    /** Who reacted to a message with an emoji, by user id. */
    reactors: (message: string, emoji: string): readonly string[] =>
      stored(message)?.reactions.get(emoji) ?? [],
    threads: (guild: string): readonly Thread[] => threadsOf(world, guild),
    /** Requests so far, of a method and route where they are named. */
    calls: (method?: string, route?: string): readonly Call[] =>
      calls.filter(
        (call) =>
          (method === undefined || call.method === method) && (route === undefined || call.route === route),
      ),
    /** Registered commands of a guild, or the global ones. */
    commands: (scope = "global"): readonly APIApplicationCommand[] => world.commands.get(scope) ?? [],
    waitFor,
  }

  function stored(message: string): Stored | undefined {
    return [...world.messages.values()]
      .map((known) => known.get(message))
      .find((found) => found !== undefined)
  }

  /** Resolves with the first value that is not undefined, false or null; rejects at the deadline, saying what was awaited. */
  function waitFor<T>(
    look: () => T | undefined | null | false,
    what = "something",
    deadlineMs = usualDeadlineMs,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const attempt = () => {
        try {
          const value = look()
          if (value === undefined || value === null || value === false) return
          stop()
          resolve(value)
        } catch (error) {
          stop()
          reject(error)
        }
      }
      const unwatch = events.watch(attempt)
      // What a bot did with it, in the same process, changes without a word to the twin.
      const polling = setInterval(attempt, pollMs)
      const timer = setTimeout(() => {
        stop()
        const last = calls.slice(-8).map((call) => `${call.method} ${call.path} ${call.status ?? "open"}`)
        reject(
          new Error(
            `waited ${deadlineMs} ms in vain for ${what}; last requests: ${last.join(", ") || "none"}`,
          ),
        )
      }, deadlineMs)
      const stop = () => {
        clearTimeout(timer)
        clearInterval(polling)
        unwatch()
      }
      attempt()
    })
  }
}

/** A message as one reads it: content, embeds' texts, components' texts, buttons in brackets. */
export function textOf(message: APIMessage): string {
  const embeds = message.embeds.flatMap(({ title, description, fields }) => [
    title,
    description,
    ...(fields ?? []).map(({ name, value }) => `${name}: ${value}`),
  ])
  return [message.content, ...embeds, readable(message.components)].filter(Boolean).join("\n")
}
