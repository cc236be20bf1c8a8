/** Which place the settings name, and backups that come back from there. */
import { join, resolve } from "node:path"
import type { Config } from "../../config/load.ts"
import { UserError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"
import { type BucketOptions, createBucket } from "./bucket.ts"
import { createFolder } from "./folder.ts"
import type { BackupPlace } from "./place.ts"

const scheme = "s3://"

/** Throws `UserError` where a bucket's keys are missing. */
export function placeOf(config: Config, dataDir: string): BackupPlace {
  const to = config.BACKUP_TO ?? join(dataDir, "backups")
  return isInBucket(to) ? createBucket(bucketOf(config, to, dataDir)) : createFolder(resolve(to))
}

/** Whether a name is a bucket's, or a file's in one: `s3://bucket/folder/file`. */
export function isInBucket(name: string): boolean {
  return name.startsWith(scheme)
}

/** Writes a backup that lies in a bucket into a file. Throws `UserError` without keys, and what the storage says. */
export async function fetchBackup(config: Config, name: string, file: string): Promise<void> {
  const slash = name.lastIndexOf("/")
  const bucket = createBucket(bucketOf(config, name.slice(0, slash), ""))
  await bucket.fetch(name.slice(slash + 1), file)
}

function bucketOf(config: Config, to: string, draftFolder: string): BucketOptions {
  const { BACKUP_S3_KEY_ID: id, BACKUP_S3_KEY: key, BACKUP_S3_REGION: region, BACKUP_S3_URL: url } = config
  const { keysMissing, keysHint } = words.backups.bucket
  if (id === undefined || key === undefined) throw new UserError("no-keys", keysMissing, { hint: keysHint })
  const [bucket = "", ...folder] = to.slice(scheme.length).split("/")
  return {
    url: url ?? `https://s3.${region}.amazonaws.com`,
    ...{ bucket, region, id, key, draftFolder },
    folder: folder.filter((part) => part !== "").join("/"),
  }
}
