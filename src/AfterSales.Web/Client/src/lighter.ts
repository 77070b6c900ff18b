/** Enough to read a type plate on a photo of the whole machine. */
const longestSide = 2400;
const quality = 0.85;
/** Smaller files are sent as they are. */
const lightBytes = 1_000_000;

/**
 * A photo as it should travel: upright, not larger than needed. A phone's picture of five megabytes becomes half a one, which matters on a
 * customer's site with a weak line. What the browser cannot read, what is no photo and what would not get smaller stays as it is.
 */
export async function lighter(file: File): Promise<File> {
  if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type) || file.size <= lightBytes) return file;
  try {
    // Browsers turn the picture as its camera noted; the copy needs no note any more.
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const pen = canvas.getContext('2d');
    if (!pen) return file;
    pen.fillStyle = '#ffffff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/jpeg', quality));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg', lastModified: file.lastModified });
  } catch {
    return file;
  }
}
