import { rmSync } from "node:fs"
import { dirname, resolve } from "node:path"
import type { Config } from "../config/load.ts"
import { quote } from "../src/parsing/tokens.ts"
import { backupStore, restoreStore } from "../src/storage/backup.ts"
import { copyStore, storeName } from "../src/storage/copy-store.ts"
import { makeFolder } from "../src/storage/make-folder.ts"
import { isPostgresUrl } from "../src/storage/postgres/address.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import type { StoreKeeper } from "../src/vocabulary/operator.ts"
import { words } from "../src/words/words.ts"
import { keepBeforeUpgrade } from "./backups/before-upgrade.ts"
import { fetchBackup, isInBucket } from "./backups/places.ts"
import type { Console } from "./console.ts"
import { indexFile, storeFile } from "./core.ts"
import { dataDir } from "./data-dir.ts"
import { clock } from "./system.ts"

/** What is done with the whole store that the configuration names. Files count from the folder `from`. */
export function createStoreKeeper(config: Config, { log, progress }: Console, from: string): StoreKeeper {
  const onProgress = progress.report
  const shown = async <T>(work: Promise<T>): Promise<T> => work.finally(progress.end)
  /** A backup in a bucket is brought here first. */
  async function withBackup<T>(name: string, work: (file: string) => Promise<T>): Promise<T> {
    if (!isInBucket(name)) return work(resolve(from, name))
    const file = `${storeFile(config)}.fetched`
    makeFolder(dirname(file), 0o700)
    try {
      await fetchBackup(config, name, file)
      return await work(file)
    } finally {
      rmSync(file, { force: true })
    }
  }

  return {
    async backup(name) {
      const file = resolve(from, name)
      const store = config.DATABASE_URL?.url.reveal() ?? storeFile(config)
      const { papers, bytes } = await shown(backupStore(store, file, { log, onProgress }))
      return { file, papers, bytes, restoredBy: wayBack(file, config) }
    },
    async restore(name) {
      if (config.DATABASE_URL !== undefined) throw onServer(name, config)
      const store = storeFile(config)
      const at = clock.now().toString()
      const restored = await withBackup(name, (file) => shown(restoreStore(store, file, { at, onProgress })))
      // It is of the earlier store, and may count as far.
      rmSync(indexFile(config), { force: true })
      return { ...restored, store }
    },
    async copyStore(source, target, earlier) {
      const [one, other] = [placeOf(source, config, from), placeOf(target, config, from)]
      const replaced = earlier && placeOf(earlier, config, from)
      const keep = keepBeforeUpgrade(config, dataDir(config), log)
      const copied = await shown(copyStore(one, other, { log, onProgress, keep, replaced }))
      return { from: storeName(one), to: storeName(other), ...copied }
    },
  }
}

/** The word keeps a password out of the shell's history and of the list of processes. */
function placeOf(name: string, { DATABASE_URL }: Config, from: string): string {
  if (name !== "DATABASE_URL") return isPostgresUrl(name) ? name : resolve(from, name)
  if (DATABASE_URL !== undefined) return DATABASE_URL.url.reveal()
  throw new UserError("no-database", words.program.store.noDatabase, {
    hint: words.program.store.noDatabaseHint,
  })
}

function onServer(name: string, config: Config): UserError {
  return new UserError("not-a-file", words.program.store.onServer, {
    hint: words.program.store.onServerHint(wayBack(name, config)),
  })
}

function wayBack(file: string, { DATABASE_URL }: Config): string {
  const name = quote(file)
  return DATABASE_URL === undefined ? `restore ${name}` : `copy-store ${name} DATABASE_URL`
}
