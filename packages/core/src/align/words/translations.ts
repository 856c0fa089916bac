/** How the types of a segment are translated: entries 0 to before `count` of arrays that are used again. */
export class Translations {
  count = 0;
  /** Index of the type in its segment, from 0. */
  at = new Int32Array(64);
  /** Type of the other language. */
  types = new Int32Array(64);
  worths = new Float64Array(64);

  add(at: number, type: number, worth: number): void {
    if (this.count === this.at.length) {
      [this.at, this.types] = [doubled(this.at, Int32Array), doubled(this.types, Int32Array)];
      this.worths = doubled(this.worths, Float64Array);
    }
    this.at[this.count] = at;
    this.types[this.count] = type;
    this.worths[this.count++] = worth;
  }
}

function doubled<A extends Int32Array | Float64Array>(array: A, Of: new (size: number) => A): A {
  const larger = new Of(2 * array.length);
  larger.set(array);
  return larger;
}

/** Adds translations to a dense array over the other language's types. */
export function addDense({ count, types, worths }: Translations, dense: Float64Array, touched: number[]): void {
  for (let n = 0; n < count; n++) {
    const type = types[n]!;
    if (dense[type] === 0) touched.push(type);
    dense[type] = dense[type]! + worths[n]!;
  }
}
