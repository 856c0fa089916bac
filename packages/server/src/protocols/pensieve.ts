import { part } from "../environment.ts";
import { WrongRequest } from "../wrong-request.ts";
import { isKnown, tagOf } from "./languages.ts";

const MAX_LENGTH = 5000;

/** The search of Okapi's Pensieve server: `GET /search/en/fr?q=TEXT&threshold=85&maxhits=25`. */
export function pensieve() {
  return part().get("/search/:from/:to", async (c) => {
    const memory = c.get("memory");
    const [from, to] = [tagOf(c.req.param("from")), tagOf(c.req.param("to"))];
    const text = c.req.query("q") ?? "";
    const threshold = bounded(c.req.query("threshold"), 85, 50, 100);
    const limit = bounded(c.req.query("maxhits"), 25, 1, 100);
    if (text.length > MAX_LENGTH) throw new WrongRequest(400, `a text has at most ${MAX_LENGTH} characters`);
    const isThere = from && to && text.trim() && (await isKnown(memory, from)) && (await isKnown(memory, to));
    const found = isThere ? await memory.lookup(text, { from, to, threshold, limit }) : [];
    return c.json(found.map(({ score, source, target }) => ({ score: Math.min(100, score), source, target })));
  });
}

function bounded(value: string | undefined, otherwise: number, least: number, most: number): number {
  const number = Math.round(Number(value ?? otherwise));
  return Number.isNaN(number) ? otherwise : Math.min(most, Math.max(least, number));
}
