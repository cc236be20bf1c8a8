/** bolt's view of who installed the bot, over a store that sees sealed text only. */
import type { InstallationStore as BoltStore, Installation, InstallationQuery } from "@slack/bolt"
import { PlatformError } from "../../src/errors.ts"
import type { InstallationStore } from "../../src/platform-stores.ts"
import type { Clock } from "../../src/ports.ts"
import { communityOf, platform } from "./ids.ts"
import { type SealKeys, seal, unseal } from "./seal.ts"

export type InstallationParts = {
  readonly store: InstallationStore
  readonly keys: SealKeys
  readonly clock: Clock
}

/** Keeps installations by workspace (by organisation, where a whole one installed it). A rotated key seals anew on reading. */
export function createInstallations({ store, keys, clock }: InstallationParts): BoltStore {
  const put = (community: string, text: string) =>
    store.put({ community, sealed: seal(text, community, keys), at: clock.now().toString() })

  return {
    async storeInstallation(installation) {
      const id = installation.isEnterpriseInstall ? installation.enterprise?.id : installation.team?.id
      if (!id)
        throw new PlatformError(
          platform,
          "no_team",
          "Slack named neither workspace nor organisation of an installation",
        )
      await put(communityOf(id), JSON.stringify(installation))
    },
    async fetchInstallation(query) {
      const community = communityOf(idOf(query))
      const found = await store.get(community)
      if (!found) throw notInstalled(community)
      const { text, old } = unseal(found.sealed, community, keys)
      if (old) await put(community, text)
      return JSON.parse(text) as Installation<"v2", boolean>
    },
    async deleteInstallation(query) {
      await store.remove(communityOf(idOf(query)))
    },
  }
}

function idOf({ isEnterpriseInstall, enterpriseId, teamId }: InstallationQuery<boolean>): string {
  return (isEnterpriseInstall ? enterpriseId : teamId) ?? ""
}

export function notInstalled(community: string): PlatformError {
  return new PlatformError(platform, "not_installed", `Paperboy is not installed in ${community}`, {
    hint: "Install it again from /slack/install.",
  })
}
