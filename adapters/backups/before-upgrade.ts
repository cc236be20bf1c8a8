import type { Config } from "../../config/load.ts"
import type { OnProgress } from "../../src/storage/engine.ts"
import type { KeepCopy } from "../../src/storage/open-postgres.ts"
import type { Log } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"
import { placeOf } from "./places.ts"

const { beforeUpgrade: say } = words.backups

/**
 * Where a store on a server goes before its tables change: to the other backups, under the name of its version, so that it
 * is never counted as one of them. `folder`: the installation's. Undefined where the operator wants no copy.
 */
export function keepBeforeUpgrade(config: Config, folder: string, log: Log): KeepCopy | undefined {
  if (!config.COPY_BEFORE_UPGRADE) return undefined
  return async (version, make) => {
    const place = placeOf(config, folder)
    const name = `paperboy.sqlite.version-${version}`
    log.info({ name, place: place.name }, say.begins)
    await place.keep(name, (file) => make(file, inQuarters(log)))
    log.info({ name, place: place.name }, words.storage.keptBeforeMigrating)
  }
}

/** A line in the log for each quarter: who starts it waits for it. */
function inQuarters(log: Log): OnProgress {
  let told = 0
  return (done, total) => {
    const quarter = Math.floor((4 * done) / total)
    if (quarter > told) log.info({}, say.percent(25 * quarter))
    told = Math.max(told, quarter)
  }
}
