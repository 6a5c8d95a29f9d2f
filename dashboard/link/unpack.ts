/** Whether this browser can read what is packed. */
export const canUnpack = typeof DecompressionStream === 'function';

/** What gzipped JSON says. @throws Error when it is neither */
export async function unpack(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<unknown> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return await new Response(stream).json();
}
