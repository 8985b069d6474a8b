/** Pixels of the longer side; more than any model looks at. */
const LONGEST = 2048
const SHORTEST = 256

/** Smaller and smaller until it fits. Undefined when the browser cannot read it, or it would not be worth looking at. */
export async function scaleDown(image: Blob, most: number): Promise<Blob | undefined> {
  const picture = await createImageBitmap(image).catch(() => undefined)
  if (!picture) return
  const longer = Math.max(picture.width, picture.height)
  for (let side = Math.min(longer, LONGEST); side >= Math.min(longer, SHORTEST); side *= 0.75) {
    const jpeg = await drawn(picture, side / longer)
    if (jpeg && jpeg.size <= most) return jpeg
  }
}

function drawn(picture: ImageBitmap, scale: number): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const pen = canvas.getContext('2d')!
  // A JPEG has no transparency; without this it would be black.
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.85))
}
