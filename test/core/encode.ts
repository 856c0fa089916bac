const learned = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** Encodes a text in an older encoding by turning its decoder round; a character that it lacks becomes "?". */
export function encode(text: string, label: string): Uint8Array {
  const known = learned.get(label) ?? bytesOf(label);
  learned.set(label, known);
  return Uint8Array.from([...text].flatMap((character) => known.get(character) ?? [0x3f]));
}

function bytesOf(label: string): Map<string, readonly number[]> {
  const decoder = new TextDecoder(label, { fatal: true });
  const bytes = new Map<string, readonly number[]>();
  const learn = (code: readonly number[]): void => {
    try {
      const character = decoder.decode(Uint8Array.from(code));
      if ([...character].length === 1 && !bytes.has(character)) bytes.set(character, code);
    } catch {
      // No character has this code.
    }
  };
  for (let first = 0; first < 256; first++) learn([first]);
  if (/^(?:gb|big|euc|shift)/i.test(label))
    for (let first = 0x81; first < 0xff; first++)
      for (let second = 0x40; second < 0xff; second++) learn([first, second]);
  return bytes;
}
