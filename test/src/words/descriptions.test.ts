import { expect, test } from "vitest"
import { commands } from "../../../commands/index.ts"
import { descriptions } from "../../../src/words/descriptions.ts"

/** Discord's, the tightest: https://docs.discord.com/developers/interactions/application-commands */
const longest = 100
const languages = ["de", "es-ES", "fr", "ja", "zh-CN"]
const inChat = commands.filter(({ surface }) => surface !== "terminal")

test.each(inChat.map((command) => [command.name, command] as const))(
  "%s says what it is for in five more languages, within the limit",
  (name, { description }) => {
    const localized = descriptions[name] ?? {}
    expect(Object.keys(localized).toSorted()).toEqual(languages)
    for (const text of Object.values(localized)) {
      expect(text.length).toBeLessThanOrEqual(longest)
      expect(text).not.toBe(description)
    }
  },
)
