import { queryOptions } from "@tanstack/react-query";
import { Refusal, type Unit } from "../api/client.ts";

/** Formats by their names, which are the same in every language but for Moses' two sides. */
export const FORMATS = [
  ["tmx", "TMX 1.4"],
  ["xliff", "XLIFF 2"],
  ["xliff12", "XLIFF 1.2"],
  ["tsv", "TSV"],
  ["jsonl", "JSON Lines"],
  ["moses-source", undefined],
  ["moses-target", undefined],
] as const;
export type Format = (typeof FORMATS)[number][0];

const BILINGUAL: ReadonlySet<Format> = new Set(["xliff", "xliff12", "moses-source", "moses-target"]);

/** Which rows are wanted. */
export const WHICH = ["all", "confirmed", "sure", "chosen"] as const;
export type Which = (typeof WHICH)[number];

/** What is to be exported. */
export interface Wanted {
  /** Ids of document sets. */
  readonly sets: readonly string[];
  /** The source first. */
  readonly languages: readonly string[];
  readonly format: Format;
  readonly which: Which;
  /** For `sure`, 0..1. */
  readonly least: number;
  /** For `chosen`: ids of units. */
  readonly units: readonly number[];
}

/** Whether a format has exactly a source and a target, and other languages are chosen than two. */
export const lacksPair = ({ format, languages }: Wanted): boolean => BILINGUAL.has(format) && languages.length !== 2;

/** Where what is wanted is downloaded. */
export function exportAddress({ sets, languages, format, which, least, units }: Wanted): string {
  const asked = new URLSearchParams({ format, sets: sets.join(","), languages: languages.join(",") });
  if (which === "confirmed") asked.set("status", "confirmed");
  if (which === "sure") asked.set("minConfidence", String(least));
  if (which === "chosen") asked.set("units", units.join(","));
  return `/api/export?${asked.toString().replaceAll("%2C", ",")}`;
}

/** Units of a sample. */
const SAMPLE = 4;

/** The first units of what is wanted: as many lines of the download as that takes, and no more. */
export const sample = (wanted: Wanted) => {
  const address = exportAddress({ ...wanted, format: "jsonl" });
  return queryOptions({
    queryKey: ["sample", address],
    queryFn: ({ signal }) => firstUnits(address, signal),
    staleTime: 10_000,
  });
};

type SampleUnit = Pick<Unit, "variants" | "symbol"> & { readonly tuid: string };

async function firstUnits(address: string, signal: AbortSignal): Promise<SampleUnit[]> {
  const response = await fetch(address, { signal });
  if (!response.ok || !response.body) {
    throw new Refusal(response.status, await response.json().catch(() => undefined));
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (text.split("\n").length <= SAMPLE) {
    const { done, value } = await reader.read();
    if (done) break;
    text += value;
  }
  await reader.cancel();
  const lines = text.split("\n").slice(0, SAMPLE).filter(Boolean);
  return lines.map((line) => JSON.parse(line) as SampleUnit);
}
