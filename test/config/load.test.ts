import { inspect } from "node:util"
import { describe, expect, test } from "vitest"
import { platforms } from "../../adapters/platforms.ts"
import { ConfigurationError, load } from "../../config/load.ts"
import { secret } from "../../config/secret.ts"
import { words } from "../../src/words/words.ts"

const { about } = words.settings

describe("the configuration", () => {
  test("is complete when nothing is set", () => {
    const config = load({})
    expect(config).toMatchObject({
      PORT: 3000,
      HOST: "127.0.0.1",
      OFFLINE: false,
      HF_BASE_URL: "https://huggingface.co",
      ARXIV_BASE_URL: "https://export.arxiv.org",
      ARXIV_RSS_BASE_URL: "https://rss.arxiv.org",
      TIMEZONE: Temporal.Now.timeZoneId(),
    })
  })

  test("reads a .env file, and the environment wins over it", () => {
    const config = load({ PORT: "8080" }, "PORT=1\nHOST='::1' # this machine\nTIMEZONE=Asia/Tokyo\n")
    expect(config).toMatchObject({ PORT: 8080, HOST: "::1", TIMEZONE: "Asia/Tokyo" })
  })

  test.each([
    ["true", true],
    ["1", true],
    ["off", false],
    ["false", false],
    ["", false],
    [undefined, false],
  ])("takes OFFLINE=%s as %s", (value, offline) => {
    expect(load({ OFFLINE: value }).OFFLINE).toBe(offline)
  })

  test("drops the last slash of an address, so that a path can follow", () => {
    expect(load({ HF_BASE_URL: "http://127.0.0.1:9/" }).HF_BASE_URL).toBe("http://127.0.0.1:9")
  })

  test("keeps a variable of its file over an empty one of the environment", () => {
    expect(load({ PORT: "" }, "PORT=4000").PORT).toBe(4000)
  })
})

describe("a configuration with mistakes", () => {
  test("is refused with all of them at once, in the table's order", () => {
    const broken = {
      TIMEZONE: "Europe/Berlim",
      PORT: "70000",
      LOG_LEVEL: "loud",
      HF_BASE_URL: "huggingface.co",
    }
    expect(() => load(broken)).toThrow(
      new ConfigurationError([
        { variable: "PORT", value: "70000", allowed: about.PORT.allowed, hint: undefined },
        {
          variable: "TIMEZONE",
          value: "Europe/Berlim",
          allowed: about.TIMEZONE.allowed,
          hint: words.settings.didYouMean("Europe/Berlin"),
        },
        {
          variable: "LOG_LEVEL",
          value: "loud",
          allowed: about.LOG_LEVEL.allowed,
          hint: undefined,
        },
        {
          variable: "HF_BASE_URL",
          value: "huggingface.co",
          allowed: about.HF_BASE_URL.allowed,
          hint: undefined,
        },
      ]),
    )
  })

  test.each([
    ["PORT", "3000.5"],
    ["PORT", "-1"],
    ["PORT", "0x10"],
    ["PORT", "1e3"],
    ["OFFLINE", "maybe"],
    ["TIMEZONE", "+02:00"],
    ["ARXIV_BASE_URL", "ftp://export.arxiv.org"],
    ["HF_BASE_URL", "https://mirror.example.org/hub"],
    ["HOST", "http://localhost"],
  ])("names %s when it is %s", (variable, value) => {
    expect(() => load({ [variable]: value })).toThrow(`${variable} is "${value}"; it should be `)
  })

  test("shows the value of no secret", () => {
    const error = new ConfigurationError([
      { variable: "API_TOKEN", value: undefined, allowed: "a token", hint: undefined },
    ])
    expect(error.message).toContain("API_TOKEN cannot be used; it should be a token.")
  })
})

describe("a misspelled variable", () => {
  test("is noticed and matched with the one that it resembles", () => {
    expect(load({ PROT: "80", HOSTS: "a", HOME: "/root" }).misspellings).toEqual([
      { written: "PROT", meant: "PORT" },
      { written: "HOSTS", meant: "HOST" },
    ])
  })

  test("is let be where the right one is set as well", () => {
    expect(load({ PROT: "80", PORT: "81" }).misspellings).toEqual([])
  })
})

test("a secret gives its value to nobody who prints it", () => {
  const token = secret("xoxb-1")
  expect([`${token}`, JSON.stringify({ token }), inspect({ token })].join()).not.toContain("xoxb-1")
  expect(token.reveal()).toBe("xoxb-1")
})

describe("the chat platforms", () => {
  const slackTokens = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" }
  const discordToken = "MTIzNDU2Nzg5MDEyMzQ1Njc4.a-b.c_d"

  test("are absent when no token is set", () => {
    expect(platforms.filter(({ settings }) => settings(load({})) !== undefined)).toEqual([])
  })

  test("are there by their tokens, which no print shows and every log hides", () => {
    const config = load({ ...slackTokens, DISCORD_TOKEN: discordToken })
    const setUp = platforms.filter(({ settings }) => settings(config) !== undefined)
    expect(setUp.map(({ name }) => name)).toEqual(["discord", "slack"])
    expect(inspect(config)).not.toMatch(/xoxb-1|xapp-1|MTIzNDU2/)
    expect(config.secrets.map((one) => one.reveal()).sort()).toEqual(
      [discordToken, "xapp-1", "xoxb-1"].sort(),
    )
  })

  test.each([
    [{ SLACK_BOT_TOKEN: "xoxb-1" }, "SLACK_APP_TOKEN"],
    [{ SLACK_CLIENT_ID: "1.2", SLACK_APP_TOKEN: "xapp-1" }, "SLACK_TOKEN_KEYS"],
    [{ SLACK_APP_TOKEN: "xapp-1" }, "SLACK_BOT_TOKEN"],
    [{ SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "1" }, "SLACK_SIGNING_SECRET"],
    [{ PUBLIC_URL: "http://papers.example.org" }, "PUBLIC_URL"],
    [{ EMBEDDING_MODEL: "./models/mine" }, "EMBEDDING_MODEL"],
    [{ ...slackTokens, SLACK_CLIENT_ID: "1.2" }, "SLACK_CLIENT_ID"],
    [{ DISCORD_SHARDS: "0,1" }, "DISCORD_SHARD_COUNT"],
    [{ DISCORD_SHARDS: "0,2", DISCORD_SHARD_COUNT: "2" }, "DISCORD_SHARDS"],
    [{ SLACK_TOKEN_KEYS: "short" }, "SLACK_TOKEN_KEYS"],
    [{ DISCORD_TOKEN: "no token" }, "DISCORD_TOKEN"],
  ])("that are set up by halves are refused: %o lacks %s", (env, variable) => {
    expect(() => load(env)).toThrow(new RegExp(`${variable} (cannot be used|is)`))
  })
})
