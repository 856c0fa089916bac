import { WrongRequest } from "../wrong-request.ts";

/** The last place of a page as clients hand it back; what it means is nobody's business. */
export function cursorOf(place: number): string {
  return Buffer.from(`p${place}`).toString("base64url");
}

/** The place that a cursor stands for. @throws {WrongRequest} 400 for one that was not given out */
export function placeIn(cursor: string): number {
  const [, place] = /^p(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString("utf8")) ?? [];
  if (place === undefined)
    throw new WrongRequest(400, "the cursor is none that was given out; begin again without one");
  return Number(place);
}

/** Says in the head where the next page is (RFC 8288). */
export function nextPage(
  c: { req: { url: string }; header: (name: string, value: string) => void },
  cursor: string,
): void {
  const { pathname, searchParams } = new URL(c.req.url);
  searchParams.delete("from");
  searchParams.set("cursor", cursor);
  c.header("Link", `<${pathname}?${searchParams}>; rel="next"`);
}
