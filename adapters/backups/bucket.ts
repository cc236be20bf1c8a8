import { createHash } from "node:crypto"
import { createReadStream, createWriteStream, openAsBlob, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { AwsClient } from "aws4fetch"
import type { Secret } from "../../config/secret.ts"
import { NetworkError, PlatformError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"
import { type BackupPlace, backupNames } from "./place.ts"

const said = words.backups.bucket

export type BucketOptions = {
  /** Of the storage, without the bucket. */
  readonly url: string
  readonly region: string
  readonly bucket: string
  /** Within the bucket, without slashes around it; empty for none. */
  readonly folder: string
  readonly id: string
  readonly key: Secret
  /** Where a file lies while it is sent. */
  readonly draftFolder: string
}

export type Bucket = BackupPlace & {
  /** Writes a backup into a file. Throws as the others do. */
  fetch(name: string, file: string): Promise<void>
}

/** Backups in storage that speaks S3. Requests are signed by version 4: https://docs.aws.amazon.com/AmazonS3/latest/API/ */
export function createBucket(options: BucketOptions): Bucket {
  const { bucket, folder, region, id, key, draftFolder } = options
  const client = new AwsClient({
    ...{ accessKeyId: id, secretAccessKey: key.reveal() },
    ...{ region, service: "s3", retries: 0 },
  })
  const prefix = folder === "" ? "" : `${folder}/`
  const base = `${options.url.replace(/\/$/, "")}/${encodeURIComponent(bucket)}`
  const urlOf = (name: string) =>
    `${base}/${[...prefix.split("/").filter(Boolean), name].map(encodeURIComponent).join("/")}`

  async function ask(what: string, url: string, init: RequestInit = {}): Promise<Response> {
    const request = await client.sign(url, init)
    const answer = await fetch(request).catch((error: unknown) => {
      const { host } = new URL(url)
      throw new NetworkError(host, said.unreachable(host, causeOf(error)), { cause: error })
    })
    if (answer.ok) return answer
    const code = /<Code>([\w.]+)<\/Code>/.exec(await answer.text())?.[1] ?? ""
    throw new PlatformError(
      "storage",
      code || String(answer.status),
      said.refused(what, answer.status, code),
      {
        hint: said.hint,
      },
    )
  }

  async function list(): Promise<readonly string[]> {
    const names: string[] = []
    let token: string | undefined
    do {
      const onwards = token && { "continuation-token": token }
      // Keys come as in an address, so that no sign of XML's stands in them.
      const query = new URLSearchParams({ "list-type": "2", "encoding-type": "url", prefix, ...onwards })
      const page = await (await ask(said.list, `${base}?${query}`)).text()
      const keys = page.matchAll(/<Key>([^<]*)<\/Key>/g)
      names.push(
        ...[...keys].map(([, key = ""]) => decodeURIComponent(key.replaceAll("+", " ")).slice(prefix.length)),
      )
      token = /<NextContinuationToken>([^<]*)<\/NextContinuationToken>/.exec(page)?.[1]
    } while (token !== undefined)
    return backupNames(names)
  }

  async function put(name: string, file: string): Promise<void> {
    const bytes = statSync(file).size
    const checksum = await checksumOf(file)
    const headers = {
      "x-amz-content-sha256": checksum.toString("hex"),
      "x-amz-checksum-sha256": checksum.toString("base64"),
      "content-type": "application/vnd.sqlite3",
    }
    await ask(said.put(name), urlOf(name), { method: "PUT", body: await openAsBlob(file), headers })
    const kept = await ask(said.look(name), urlOf(name), { method: "HEAD" })
    if (Number(kept.headers.get("content-length")) !== bytes)
      throw new PlatformError("storage", "changed", said.changed(name), { hint: said.hint })
  }

  return {
    name: `s3://${bucket}${folder === "" ? "" : `/${folder}`}`,
    list,
    async keep(name, make) {
      const draft = join(draftFolder, ".backup-being-sent.sqlite")
      // A process that was killed at it left its half.
      for (const left of [draft, `${draft}.part`]) rmSync(left, { force: true })
      try {
        await make(draft)
        await put(name, draft)
      } finally {
        rmSync(draft, { force: true })
      }
    },
    async remove(name) {
      await ask(said.remove(name), urlOf(name), { method: "DELETE" })
    },
    async fetch(name, file) {
      const answer = await ask(said.get(name), urlOf(name))
      await pipeline(Readable.from(answer.body ?? []), createWriteStream(file, { mode: 0o600 }))
    },
  }
}

async function checksumOf(file: string): Promise<Buffer> {
  const hash = createHash("sha256")
  await pipeline(createReadStream(file), hash)
  return hash.digest()
}

/** Of a failed request, what the network said. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message : String(cause)
}
