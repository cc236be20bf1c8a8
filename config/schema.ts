import * as z from "zod"
import { discordSettings } from "./discord.ts"
import { type About, aboutSetting, baseUrl, setting, timeZone } from "./setting.ts"
import { slackSettings } from "./slack.ts"
import { storageSettings } from "./storage.ts"

/** Every variable that an operator may set, in the order in which the README lists them. */
export const schema = z.object({
  PORT: setting(
    {
      purpose: "Port of the web page; 0 takes any free one.",
      allowed: "a whole number from 0 to 65535",
      default: "3000",
    },
    z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .pipe(z.number().max(65_535))
      .default(3000),
  ),
  HOST: setting(
    {
      purpose: "Address the web page listens on. Anything but the default lets other machines in.",
      allowed: "an address or host name of this machine, such as 127.0.0.1, ::1 or 0.0.0.0",
      default: "127.0.0.1",
    },
    z
      .string()
      .regex(/^[\w.:-]+$/)
      .default("127.0.0.1"),
  ),
  DATA_DIR: setting(
    {
      purpose: "Folder of the store, the search index and the terminal's history; made when it is missing.",
      allowed: "the path of a folder",
      default: "./data",
    },
    z.string().default("./data"),
  ),
  ...storageSettings,
  TIMEZONE: setting(
    {
      purpose: "Time zone of the page and of places that chose none.",
      allowed: "a time zone's name, such as Europe/Berlin or UTC",
      default: "the machine's",
    },
    timeZone.default(() => new Intl.DateTimeFormat().resolvedOptions().timeZone),
  ),
  LOG_LEVEL: setting(
    {
      purpose: "From which weight on events are logged.",
      allowed: "one of debug, info, warn, error, silent",
      default: "info; on a terminal warn, for a command error",
    },
    z.enum(["debug", "info", "warn", "error", "silent"]).optional(),
  ),
  OFFLINE: setting(
    {
      purpose: "Answer from the store alone and never ask the network.",
      allowed: "true or false",
      default: "false",
    },
    z.stringbool().default(false),
  ),
  HF_BASE_URL: setting(
    {
      purpose: "Where Hugging Face is reached.",
      allowed: "an http or https address without a path",
      default: "https://huggingface.co",
    },
    baseUrl.default("https://huggingface.co"),
  ),
  ARXIV_BASE_URL: setting(
    {
      purpose: "Where arXiv's API is reached.",
      allowed: "an http or https address without a path",
      default: "https://export.arxiv.org",
    },
    baseUrl.default("https://export.arxiv.org"),
  ),
  ARXIV_RSS_BASE_URL: setting(
    {
      purpose: "Where arXiv's daily announcements are reached.",
      allowed: "an http or https address without a path",
      default: "https://rss.arxiv.org",
    },
    baseUrl.default("https://rss.arxiv.org"),
  ),
  EMBEDDING_MODEL: setting(
    {
      purpose: "Embedding model that search may mix in; search works well without one.",
      allowed: "a model's name, such as Xenova/all-MiniLM-L6-v2, or the absolute path of its folder",
      default: "none",
    },
    z.string().optional(),
  ),
  ...discordSettings,
  ...slackSettings,
})

export type Settings = z.output<typeof schema>

/** The variables with what is known of each, for the README's table and for messages. */
export const described: readonly (About & { readonly variable: string })[] = Object.entries(schema.shape).map(
  ([variable, one]) => ({ variable, ...aboutSetting(one) }),
)
