import { type ReadSegment, SegmentReader } from "../tmx/segment-reader.ts";

type Attributes = Readonly<Record<string, string>>;

/** Data of codes that stands elsewhere in the file: XLIFF 2's `originalData`, Trados' `tag-defs`. */
export interface CodeData {
  /** Returns the data of a code, or of the first or last code of a pair, by its id in the file. */
  of(id: string, part: "first" | "last" | "alone"): string;
}

/** Collects a text of XLIFF 1.2 or 2.1 with its codes, in TMX's form. */
export class XliffSegment {
  readonly #reader: SegmentReader;
  readonly #data: CodeData;
  /** For each open element, what to do at its end. */
  readonly #path: (() => void)[] = [];
  /** Numbers of pairs by their ids in the file. */
  readonly #pairs = new Map<string, string>();
  readonly #unknown: (name: string) => void;

  /** @param unknown called for elements without an equivalent in TMX */
  constructor(data: CodeData, unknown: (name: string) => void) {
    this.#data = data;
    this.#unknown = unknown;
    this.#reader = new SegmentReader(() => {});
  }

  get size(): number {
    return this.#reader.size;
  }

  text(text: string): void {
    this.#reader.text(text);
  }

  close(): void {
    this.#path.pop()?.();
  }

  end(): ReadSegment {
    return this.#reader.end();
  }

  open(name: string, attributes: Attributes): void {
    this.#path.push(this.#opened(name, attributes));
  }

  /**
   * Opens an element.
   *
   * @returns what to do at its end
   */
  #opened(name: string, attributes: Attributes): () => void {
    const { id = "", rid, ctype, type, pos, mtype, startRef, isolated } = attributes;
    const kind = { ...((ctype ?? type) && { type: (ctype ?? type) as string }) };
    switch (name) {
      case "g":
      case "pc": {
        const i = this.#number(`${name}${id}`);
        this.#code("bpt", { i, x: id, ...kind }, this.#data.of(attributes.dataRefStart ?? id, "first"));
        return () => this.#code("ept", { i }, this.#data.of(attributes.dataRefEnd ?? id, "last"));
      }
      case "x":
        this.#code("ph", { x: id, ...kind }, this.#data.of(id, "alone"));
        return () => {};
      case "bx":
      case "ex":
        this.#code(
          "it",
          { pos: name === "bx" ? "begin" : "end", ...(name === "bx" && { x: id }) },
          this.#data.of(id, "alone"),
        );
        return () => {};
      case "sc":
      case "ec": {
        const data = this.#data.of(attributes.dataRef ?? "", "alone");
        if (isolated === "yes") this.#code("it", { pos: name === "sc" ? "begin" : "end", x: id }, data);
        else if (name === "sc") this.#code("bpt", { i: this.#number(`sc${id}`), x: id, ...kind }, data);
        else this.#code("ept", { i: this.#number(`sc${startRef ?? id}`) }, data);
        return () => {};
      }
      case "bpt":
      case "ept": {
        const i = this.#number(`bpt${rid ?? id}`);
        return this.#element(name, name === "bpt" ? { i, x: id, ...kind } : { i });
      }
      case "it":
        return this.#element("it", { pos: pos === "close" ? "end" : "begin", x: id, ...kind });
      case "ph":
        if (attributes.dataRef === undefined) return this.#element("ph", { x: id, ...kind });
        this.#code("ph", { x: id, ...kind }, this.#data.of(attributes.dataRef, "alone"));
        return () => {};
      case "sub":
        return this.#element("sub", {});
      case "mrk":
        return this.#element("hi", {
          ...((mtype ?? attributes.value ?? type) && { type: (mtype ?? attributes.value ?? type) as string }),
        });
      default:
        this.#unknown(name);
        return () => {};
    }
  }

  #element(name: string, attributes: Attributes): () => void {
    this.#reader.open(name, attributes);
    return () => this.#reader.close(name);
  }

  #code(name: string, attributes: Attributes, data: string): void {
    this.#reader.open(name, attributes);
    this.#reader.text(data);
    this.#reader.close(name);
  }

  #number(key: string): string {
    const known = this.#pairs.get(key) ?? `${this.#pairs.size + 1}`;
    this.#pairs.set(key, known);
    return known;
  }
}
