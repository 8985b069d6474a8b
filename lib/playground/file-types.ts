/** What a message can hold, told by how the bytes begin: a name or a browser's guess may be wrong. */
const BEGINNINGS: readonly [type: string, start: RegExp][] = [
  ['image/png', /^\x89PNG/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8/],
  ['image/webp', /^RIFF[\s\S]{4}WEBP/],
  ['application/pdf', /^%PDF-/],
  ['audio/wav', /^RIFF[\s\S]{4}WAVE/],
  ['audio/mpeg', /^(ID3|\xff[\xe2-\xfb])/],
]

/** For a file chooser. */
export const ACCEPTED = BEGINNINGS.map(([type]) => type).join()

export const ACCEPTED_WORDS = 'PNG, JPEG, GIF and WebP images, PDF, WAV and MP3'

export function fileType(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 16))
  return BEGINNINGS.find(([, pattern]) => pattern.test(start))?.[0]
}
