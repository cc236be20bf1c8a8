/** Who installed the bot, over a store that sees sealed text only. bolt's pages write here. */
import type { InstallationStore as BoltStore, Installation, InstallationQuery } from "@slack/bolt"
import { PlatformError } from "../../src/vocabulary/errors.ts"
import type { InstallationStore } from "../../src/vocabulary/platform-stores.ts"
import type { Clock } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"
import { communityOf, platform } from "./ids.ts"
import { type SealKeys, seal, unseal } from "./seal.ts"

export type InstallationParts = {
  readonly store: InstallationStore
  readonly keys: SealKeys
  readonly clock: Clock
}

/** As it was read, with the seal that tells whether it is still the one that is kept. */
export type ReadInstallation = {
  readonly installation: Installation<"v2", boolean>
  readonly sealed: string
}

export type Installations = BoltStore & {
  /** Of a workspace. Throws `PlatformError` where the bot is not installed. */
  read(team: string): Promise<ReadInstallation>
  /** False when what was read is no longer what is kept: then that stays. */
  replace(team: string, read: ReadInstallation, by: Installation<"v2", boolean>): Promise<boolean>
}

/** Keeps installations by workspace. Reading one seals it again with the newest key. */
export function createInstallations({ store, keys, clock }: InstallationParts): Installations {
  const sealedRow = (community: string, text: string) => ({
    community,
    sealed: seal(text, community, keys),
    at: clock.now().toString(),
  })

  async function read(team: string): Promise<ReadInstallation> {
    const community = communityOf(team)
    const found = await store.get(community)
    if (!found) throw notInstalled(community)
    const { text, old } = unseal(found.sealed, community, keys)
    const installation = JSON.parse(text) as Installation<"v2", boolean>
    if (!old) return { installation, sealed: found.sealed }
    const resealed = sealedRow(community, text)
    // Another process may have renewed its token since it was read: that must not be undone.
    const sealed = (await store.replace(found.sealed, resealed)) ? resealed.sealed : found.sealed
    return { installation, sealed }
  }

  return {
    read,
    replace: (team, before, by) =>
      store.replace(before.sealed, sealedRow(communityOf(team), JSON.stringify(by))),
    async storeInstallation(installation) {
      const id = installation.team?.id
      if (!id) throw new PlatformError(platform, "no_team", words.slack.errors.noTeam)
      await store.put(sealedRow(communityOf(id), JSON.stringify(installation)))
    },
    fetchInstallation: async (query) => (await read(idOf(query))).installation,
    async deleteInstallation(query) {
      await store.remove(communityOf(idOf(query)))
    },
  }
}

function idOf({ teamId }: InstallationQuery<boolean>): string {
  return teamId ?? ""
}

export function notInstalled(community: string): PlatformError {
  const { notInstalled: message, installAgain: hint } = words.slack.errors
  return new PlatformError(platform, "not_installed", message(community), {
    hint,
    placeGone: "uninstalled",
  })
}
