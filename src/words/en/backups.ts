import { counted } from "../counted.ts"

/** Backups that the bot makes by itself. */
export const backups = {
  made: "A backup was made",
  failed: "The backup failed; it is tried again in an hour",
  notRemoved: "An old backup could not be deleted",
  beforeUpgrade: {
    begins: "The store is copied, since its tables have to change for this version",
    percent: (percent: number) => `${percent} % of the store is copied and read back`,
  },
  folder: {
    cannotList: (folder: string, why: string) => `The backups in ${folder} can't be listed: ${why}.`,
    hint: "Let the user who runs Paperboy write to that folder, or set BACKUP_TO to another one.",
  },
  bucket: {
    refused: (what: string, status: number, code: string) =>
      `The storage refused to ${what}: ${status} ${code}.`,
    unreachable: (host: string, why: string) => `The storage at ${host} can't be reached: ${why}.`,
    changed: (name: string) => `${name} arrived at the storage with another size than it was sent.`,
    hint: "Check BACKUP_TO, BACKUP_S3_URL, BACKUP_S3_REGION and the two keys.",
    put: (name: string) => `store ${name}`,
    look: (name: string) => `look at ${name}`,
    get: (name: string) => `give out ${name}`,
    list: "list the backups",
    remove: (name: string) => `delete ${name}`,
    keysMissing: "The backup lies in a bucket, and its keys are not set.",
    keysHint: "Set BACKUP_S3_KEY_ID and BACKUP_S3_KEY.",
  },
  doctor: {
    subject: "Backups",
    off: "none are made, because BACKUP_EVERY is 0",
    none: (place: string, hours: number) =>
      `none yet in ${place}; the first one comes ${counted(hours, "hour")} after the first start`,
    newest: (count: number, place: string, hours: number) =>
      `${counted(count, "backup")} in ${place}, the newest ${hours < 1 ? "less than an hour" : counted(hours, "hour")} old`,
    oldAdvice: "Start the bot, which makes them, and look for “backup” in its log.",
  },
}
