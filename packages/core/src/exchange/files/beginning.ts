/** Regroups bytes so that the first part has at least `least` bytes, unless the file is shorter. No part is empty. */
export async function* withBeginning(bytes: AsyncIterable<Uint8Array>, least: number): AsyncGenerator<Uint8Array> {
  let beginning: Uint8Array | undefined = new Uint8Array(0);
  for await (const part of bytes) {
    if (!beginning) {
      if (part.length > 0) yield part;
      continue;
    }
    beginning = beginning.length === 0 ? part : Buffer.concat([beginning, part]);
    if (beginning.length < least) continue;
    yield beginning;
    beginning = undefined;
  }
  if (beginning && beginning.length > 0) yield beginning;
}
