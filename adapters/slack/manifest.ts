/** The app's settings at Slack, from the command table and what the adapter uses: what people paste, and nothing more. */
import { type Command, commandsFor } from "../../src/vocabulary/command.ts"
import { words } from "../../src/words/words.ts"

export const commandName = "/paper"
export const shortcutId = "find-this-paper"

/** Each scope with what it is for; no other is requested. */
export const scopes: Readonly<Record<string, string>> = words.slack.scopes

/** What a workspace may decline: without it one feature is missing, and its form says so. */
export const optionalScopes: ReadonlySet<string> = new Set(["files:write", "usergroups:read"])

/** Whose links become a paper's card. */
export const unfurlDomains: readonly string[] = [
  "arxiv.org",
  "huggingface.co",
  "hf.co",
  "alphaxiv.org",
  "doi.org",
]

const events: readonly string[] = [
  "app_home_opened",
  "app_mention",
  "app_uninstalled",
  "channel_archive",
  "channel_deleted",
  "channel_left",
  "channel_unarchive",
  "group_archive",
  "group_deleted",
  "group_left",
  "group_unarchive",
  "link_shared",
  "member_joined_channel",
  "message.channels",
  "message.groups",
  "message.im",
  "reaction_added",
  "reaction_removed",
  "tokens_revoked",
  "user_change",
]

export type ManifestOptions = {
  /** `https://papers.example.org` for HTTP; absent for Socket Mode. */
  readonly publicUrl?: string
}

/** The manifest as Slack takes it (schema: https://github.com/slackapi/manifest-schema). */
export function createManifest(commands: readonly Command[], { publicUrl }: ManifestOptions = {}) {
  const names = commandsFor("chat", commands).map((command) => command.name)
  const requestUrl = publicUrl ? { request_url: new URL("/slack/events", publicUrl).href } : {}
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name: "Paperboy",
      description: words.slack.manifest.description,
      background_color: "#2c2d30",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: "Paperboy", always_online: true },
      shortcuts: [
        {
          name: words.slack.manifest.shortcut,
          type: "message",
          callback_id: shortcutId,
          description: words.slack.manifest.shortcutDescription,
        },
      ],
      slash_commands: [
        {
          command: commandName,
          ...(publicUrl ? { url: requestUrl.request_url } : {}),
          description: words.slack.manifest.commandDescription,
          usage_hint: names.join(" | "),
          should_escape: false,
        },
      ],
      unfurl_domains: [...unfurlDomains],
    },
    oauth_config: {
      scopes: { bot: Object.keys(scopes), bot_optional: [...optionalScopes] },
      ...(publicUrl ? { redirect_urls: [new URL("/slack/oauth_redirect", publicUrl).href] } : {}),
    },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: [...events] },
      interactivity: {
        is_enabled: true,
        ...(publicUrl ? { ...requestUrl, message_menu_options_url: requestUrl.request_url } : {}),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: publicUrl === undefined,
      token_rotation_enabled: false,
    },
  }
}
