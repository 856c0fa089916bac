/** Numbers pairs of types in the order in which they are met: an open-addressing hash table over two integers. */
export class EntryTable {
  size = 0;
  /** Types of each numbered pair. */
  sources: Int32Array;
  targets: Int32Array;
  #slots: Int32Array;

  /** @param expected about how many pairs will be met */
  constructor(expected: number) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(1024, 2 * expected)));
    this.#slots = new Int32Array(capacity).fill(-1);
    this.sources = new Int32Array(capacity >> 1);
    this.targets = new Int32Array(capacity >> 1);
  }

  /** The number of a pair; a new pair gets the next. */
  entry(source: number, target: number): number {
    const slot = this.#slotOf(source, target);
    const found = this.#slots[slot] as number;
    if (found >= 0) return found;
    if (this.size === this.sources.length) {
      this.#grow();
      return this.#add(this.#slotOf(source, target), source, target);
    }
    return this.#add(slot, source, target);
  }

  #add(slot: number, source: number, target: number): number {
    this.#slots[slot] = this.size;
    this.sources[this.size] = source;
    this.targets[this.size] = target;
    return this.size++;
  }

  /** The slot of a pair, or the free one where it would stand. */
  #slotOf(source: number, target: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash(source, target) & mask;
    for (let entry = slots[slot] as number; entry >= 0; slot = (slot + 1) & mask, entry = slots[slot] as number)
      if (this.sources[entry] === source && this.targets[entry] === target) break;
    return slot;
  }

  #grow(): void {
    const capacity = this.#slots.length * 2;
    const sources = new Int32Array(capacity >> 1);
    const targets = new Int32Array(capacity >> 1);
    sources.set(this.sources);
    targets.set(this.targets);
    this.sources = sources;
    this.targets = targets;
    this.#slots = new Int32Array(capacity).fill(-1);
    for (let entry = 0; entry < this.size; entry++)
      this.#slots[this.#slotOf(sources[entry] as number, targets[entry] as number)] = entry;
  }
}

function hash(a: number, b: number): number {
  const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
