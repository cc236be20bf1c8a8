/** Where the bytes of files go: an address for each, good for as many bytes as were announced. */
import type { Upload, World } from "./world.ts"

export type Uploads = {
  /** A fresh file without bytes, and the address that takes them. */
  open(name: string, length: number): { readonly upload: Upload; readonly url: string }
  /** What was opened, with its bytes when they came. */
  of(id: string): Upload | undefined
  /** What Slack answers to a post to an address: a status. */
  take(path: string, bytes: Buffer): number
}

export const uploadPath = "/upload/v1/"

export function createUploads(world: World, baseUrl: () => string): Uploads {
  const uploads = new Map<string, Upload>()
  return {
    open(name, length) {
      const upload: Upload = { id: world.id("F"), name, title: name, length }
      uploads.set(upload.id, upload)
      return { upload, url: `${baseUrl()}${uploadPath}${upload.id}` }
    },
    of: (id) => uploads.get(id),
    take(path, bytes) {
      const upload = uploads.get(path.slice(uploadPath.length))
      if (!upload || upload.bytes) return 404
      if (bytes.length !== upload.length) return 400
      upload.bytes = bytes
      return 200
    },
  }
}
