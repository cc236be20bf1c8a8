/** How workspaces let the bot in: one by its token, or many that install it themselves. */
import { webApi } from "@slack/bolt"
import type { InstallationStore } from "../../src/vocabulary/platform-stores.ts"
import type { Services } from "../../src/vocabulary/services.ts"
import { communityOf } from "./ids.ts"
import { installPath } from "./install-pages.ts"
import { createInstallations } from "./installations.ts"
import { createInstaller, type Installer, type InstallerParts, type OAuthSettings } from "./installer.ts"
import type { SealKeys } from "./seal.ts"
import { type Authorize, authorizeByToken } from "./workspaces.ts"

export type Tenancy =
  | { readonly kind: "one"; readonly botToken: string }
  | { readonly kind: "many"; readonly oauth: OAuthSettings; readonly keys: SealKeys }

export type TenancyParts = Pick<Services, "clock" | "log" | "inbox"> &
  Pick<InstallerParts, "clientOptions" | "boltLogger" | "installed" | "leases" | "links"> & {
    readonly tenancy: Tenancy
    readonly installations: InstallationStore
  }

/** What lets the bot into a workspace, and the pages of installing where there are some. */
export function openTenancy({ tenancy, installations: store, ...parts }: TenancyParts): {
  readonly authorize: Authorize
  readonly installer?: Installer
} {
  if (tenancy.kind === "one") {
    const client = new webApi.WebClient(tenancy.botToken, parts.clientOptions)
    return { authorize: authorizeByToken(tenancy.botToken, client) }
  }
  const { oauth: settings, keys } = tenancy
  const installations = createInstallations({ store, keys, clock: parts.clock })
  const installer = createInstaller({ settings, installations, ...parts })
  return { authorize: installer.authorize, installer }
}

/** Where an admin gives the app the permissions that an update asks for. */
export function installPage(tenancy: Tenancy): string {
  const publicUrl = tenancy.kind === "many" ? tenancy.oauth.publicUrl : undefined
  return publicUrl ? new URL(installPath, publicUrl).href : "https://api.slack.com/apps"
}

/** The workspaces that installed the bot themselves. */
export async function installedIn(store: InstallationStore): Promise<readonly string[]> {
  return (await store.all(communityOf(""))).map(({ community }) => community)
}
