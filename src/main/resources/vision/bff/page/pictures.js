/** Pictures as they leave this device: without what the camera wrote into them, such as the place. */

const JPEG_SCAN = 0xda
const ORIENTATION = 0x0112

/**
 * @param {Blob} file
 * @returns {Promise<Blob>} a jpg, png or gif; rejects what is no picture
 */
export async function withoutPlace(file) {
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return new Blob(jpeg(bytes), { type: 'image/jpeg' })
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47])) return new Blob(png(bytes), { type: 'image/png' })
  if (startsWith(bytes, [0x47, 0x49, 0x46, 0x38])) return new Blob(gif(bytes), { type: 'image/gif' })
  return asJpeg(file)
}

/**
 * @param {Uint8Array} bytes
 * @param {number[]} beginning
 */
function startsWith(bytes, beginning) {
  return beginning.every((each, index) => bytes[index] === each)
}

/**
 * Keeps what the picture needs: of the application segments JFIF, colour profile and Adobe, and of Exif which way is up.
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
function jpeg(bytes) {
  const parts = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== JPEG_SCAN) {
    const marker = bytes[at + 1] ?? 0
    const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0))
    const segment = bytes.subarray(at, end)
    const application = marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee
    if (marker === 0xe1) parts.push(...onlyOrientation(segment))
    else if (!application && marker !== 0xfe) parts.push(segment)
    at = end
  }
  const scans = bytes.subarray(at)
  parts.push(scans.subarray(0, endOf(scans)))
  return parts
}

/**
 * Phones put more after the picture, such as a film of it with its place.
 * @param {Uint8Array} scans
 */
function endOf(scans) {
  for (let at = 0; at + 1 < scans.length; at++) if (scans[at] === 0xff && scans[at + 1] === 0xd9) return at + 2
  return scans.length
}

/** @param {Uint8Array<ArrayBuffer>} exif */
function onlyOrientation(exif) {
  const up = orientation(exif)
  if (up <= 1 || up > 8) return []
  return [new Uint8Array([0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8,
    0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, up, 0, 0, 0, 0, 0, 0])]
}

/** @param {Uint8Array} segment */
function orientation(segment) {
  if (!startsWith(segment.subarray(4), [0x45, 0x78, 0x69, 0x66, 0, 0])) return 0
  try {
    const view = new DataView(segment.buffer, segment.byteOffset + 10, segment.length - 10)
    const little = view.getUint16(0) === 0x4949
    const directory = view.getUint32(4, little)
    for (let entry = 0; entry < view.getUint16(directory, little); entry++) {
      const at = directory + 2 + 12 * entry
      if (view.getUint16(at, little) === ORIENTATION) return view.getUint16(at + 8, little)
    }
  } catch {
    // It is not as it should be, and goes as a whole
  }
  return 0
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function png(bytes) {
  const parts = [bytes.subarray(0, 8)]
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at)
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (!['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'].includes(type)) parts.push(bytes.subarray(at, end))
    if (type === 'IEND') break
    at = end
  }
  return parts
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function gif(bytes) {
  const table = (/** @type {number} */ flags) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  let at = 13 + table(bytes[10] ?? 0)
  const parts = [bytes.subarray(0, at)]
  const afterBlocks = (/** @type {number} */ from) => {
    while (from < bytes.length && bytes[from] !== 0) from += 1 + (bytes[from] ?? 0)
    return from + 1
  }
  while (at < bytes.length) {
    const start = at
    if (bytes[at] === 0x2c) at = afterBlocks(at + 11 + table(bytes[at + 9] ?? 0))
    else if (bytes[at] === 0x21) at = afterBlocks(at + 2)
    else at = at + 1
    const loops = String.fromCharCode(...bytes.subarray(start + 3, start + 11)) === 'NETSCAPE'
    const told = bytes[start] === 0x21 && (bytes[start + 1] === 0xfe || (bytes[start + 1] === 0xff && !loops))
    if (!told) parts.push(bytes.subarray(start, at))
    if (bytes[start] === 0x3b) break
  }
  return parts
}

/** @param {Blob} file that the browser can show but the site does not take */
async function asJpeg(file) {
  const picture = await createImageBitmap(file)
  const canvas = new OffscreenCanvas(picture.width, picture.height)
  canvas.getContext('2d')?.drawImage(picture, 0, 0)
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 })
}
