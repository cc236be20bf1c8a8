import * as z from "zod"
import { secret } from "./secret.ts"
import { setting } from "./setting.ts"

const keyBytes = 32

/** Newest first; hex or base64. */
const tokenKeys = z
  .string()
  .transform((text) =>
    text.split(",").map((key) => Buffer.from(key, /^[0-9a-f]{64}$/i.test(key) ? "hex" : "base64")),
  )
  .refine((keys) => keys.every((key) => key.length === keyBytes))
  .transform((keys) => keys.map((key) => secret(key.toString("base64"))))

// A schema each, since a description belongs to its schema.
const secretText = () => z.string().transform(secret).optional()

/** What connects the bot to Slack: one workspace by its tokens, or many that install it by themselves. */
export const slackSettings = {
  SLACK_BOT_TOKEN: setting(
    {
      purpose: "Token of the bot in one Slack workspace; with it the bot connects there.",
      allowed: "a token that begins with xoxb-",
      default: "none, so no Slack",
      secret: true,
    },
    z.string().startsWith("xoxb-").transform(secret).optional(),
  ),
  SLACK_APP_TOKEN: setting(
    {
      purpose: "Opens Socket Mode, which needs no public address.",
      allowed: "a token that begins with xapp-",
      default: "none",
      secret: true,
    },
    z.string().startsWith("xapp-").transform(secret).optional(),
  ),
  SLACK_SIGNING_SECRET: setting(
    {
      purpose: "Proves Slack's requests over HTTP, in the place of Socket Mode.",
      allowed: "the signing secret from the app's Basic Information page",
      default: "none",
      secret: true,
    },
    secretText(),
  ),
  SLACK_PORT: setting(
    {
      purpose: "A port of Slack's own for /slack/…; without it they share the web page's.",
      allowed: "a whole number from 1 to 65535",
      default: "the web page's",
    },
    z.coerce.number().int().min(1).max(65_535).optional(),
  ),
  SLACK_CLIENT_ID: setting(
    {
      purpose: "Lets workspaces install the bot by themselves, in the place of SLACK_BOT_TOKEN.",
      allowed: "the client id from the app's Basic Information page",
      default: "none",
    },
    z
      .string()
      .regex(/^[\d.]+$/)
      .optional(),
  ),
  SLACK_CLIENT_SECRET: setting(
    {
      purpose: "Belongs to SLACK_CLIENT_ID.",
      allowed: "the client secret from the app's Basic Information page",
      default: "none",
      secret: true,
    },
    secretText(),
  ),
  SLACK_STATE_SECRET: setting(
    {
      purpose: "Signs what a browser carries to Slack and back while it installs.",
      allowed: "any long random text",
      default: "none",
      secret: true,
    },
    z.string().min(16).transform(secret).optional(),
  ),
  SLACK_TOKEN_KEYS: setting(
    {
      purpose: "Seals the workspaces' tokens in the store; to change the key put the new one in front.",
      allowed: "32 random bytes in hex or base64, several with commas, the newest first",
      default: "none",
      secret: true,
    },
    tokenKeys.optional(),
  ),
  SLACK_EMOJI: setting(
    {
      purpose: "The reaction that is a vote on Slack, by name.",
      allowed: "an emoji's name without colons",
      default: "+1",
    },
    z
      .string()
      .regex(/^[\w+'-]{1,100}$/)
      .default("+1"),
  ),
  SLACK_API_URL: setting(
    {
      purpose: "Where Slack's interface is reached; another server for tests.",
      allowed: "an http or https address",
      default: "Slack's own",
    },
    z.url({ protocol: /^https?$/ }).optional(),
  ),
  PUBLIC_URL: setting(
    {
      purpose:
        "Where people and Slack reach this machine from outside: behind a proxy, and to install the bot.",
      allowed: "an https address, such as https://papers.example.org",
      default: "none",
    },
    z.url({ protocol: /^https?$/ }).optional(),
  ),
} as const
