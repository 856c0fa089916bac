interface Field {
  instruction: string;
  showsResult: boolean;
  result: string;
}

/**
 * The open fields of a Word file, the innermost last. A field is an instruction (`NOTEREF _Ref1 \h`) and its result,
 * which is printed (ISO/IEC 29500-1, 17.16).
 */
export class Fields {
  readonly #open: Field[] = [];
  /** How many of them are still in their instruction. */
  #instructions = 0;

  begin(): void {
    this.#open.push({ instruction: "", showsResult: false, result: "" });
    this.#instructions++;
  }

  /** Reads a field whose instruction is complete. */
  simple(instruction: string): void {
    this.#open.push({ instruction, showsResult: true, result: "" });
  }

  separate(): void {
    const field = this.#open.at(-1);
    if (!field || field.showsResult) return;
    field.showsResult = true;
    this.#instructions--;
  }

  instruct(text: string): void {
    const field = this.#open.at(-1);
    if (field && !field.showsResult) field.instruction += text;
  }

  /** Ends the innermost field. Returns its result if it repeats the mark of a note. */
  end(): string | undefined {
    const field = this.#open.pop();
    if (field && !field.showsResult) this.#instructions--;
    return field?.result.trim() ? field.result.trim() : undefined;
  }

  /** Whether text belongs to an instruction, which is not printed. */
  get hideText(): boolean {
    return this.#instructions > 0;
  }

  /** Takes text that repeats the mark of a note; returns false for other text. */
  takesMark(text: string): boolean {
    const field = this.#open.at(-1);
    if (!field || !/^\s*(?:NOTEREF|FTNREF)\b/i.test(field.instruction)) return false;
    field.result += text;
    return true;
  }
}
