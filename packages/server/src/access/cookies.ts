import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";

/** Where a browser keeps what it is known by, and what it left with; no script reads either. */
const SESSION = "sextant_session";
const LEAVING = "sextant_leaving";
const LEAVING_SECONDS = 600;

/** Whether the browser asks over TLS. */
function isSecure(c: Context, trustProxy: boolean): boolean {
  return (
    new URL(c.req.url).protocol === "https:" ||
    (trustProxy && c.req.header("X-Forwarded-Proto")?.split(",").at(-1)?.trim() === "https")
  );
}

/** Cookies of a server, as they are set and read. */
export type Cookies = ReturnType<typeof cookiesOf>;

/** @param trustProxy whether a proxy says that the browser asks over TLS */
export function cookiesOf(trustProxy: boolean) {
  /** Over TLS a cookie is sent over nothing else, and no other name of the domain can set it. */
  const scope = (c: Context) => (isSecure(c, trustProxy) ? ({ secure: true, prefix: "host" } as const) : {});
  const set = (c: Context, name: string, value: string, maxAge: number, sameSite: "Strict" | "Lax"): void =>
    setCookie(c, name, value, { ...scope(c), path: "/", httpOnly: true, maxAge, sameSite });
  const get = (c: Context, name: string): string | undefined => {
    const { prefix } = scope(c);
    return prefix ? getCookie(c, name, prefix) : getCookie(c, name);
  };
  const unset = (c: Context, name: string): void => void deleteCookie(c, name, { ...scope(c), path: "/" });
  return {
    session: (c: Context): string | undefined => get(c, SESSION),
    keepSession: (c: Context, secret: string, seconds: number): void => set(c, SESSION, secret, seconds, "Strict"),
    dropSession: (c: Context): void => unset(c, SESSION),
    /** Sent, too, by a browser that another site has sent here. */
    keepLeaving: (c: Context, leaving: object): void =>
      set(c, LEAVING, Buffer.from(JSON.stringify(leaving)).toString("base64url"), LEAVING_SECONDS, "Lax"),
    /** What the browser left with; it counts once. */
    takeLeaving(c: Context): unknown {
      const kept = get(c, LEAVING);
      unset(c, LEAVING);
      try {
        return kept === undefined ? undefined : JSON.parse(Buffer.from(kept, "base64url").toString("utf8"));
      } catch {
        return undefined;
      }
    },
  };
}

/** What a request is known by: `Bearer`, the password of `Basic`, `X-Api-Key`, or the session of a browser. */
export function secretIn(c: Context, cookies: Cookies): string | undefined {
  const [scheme = "", value = ""] = (c.req.header("Authorization") ?? "").split(" ");
  if (/^(?:bearer|token)$/i.test(scheme)) return value;
  if (/^basic$/i.test(scheme))
    return Buffer.from(value, "base64")
      .toString("utf8")
      .replace(/^[^:]*:/, "");
  return c.req.header("X-Api-Key") ?? cookies.session(c);
}

/** Where MyMemory's protocol is spoken. */
const MYMEMORY = /^\/(?:api\/)?[gs]et$/;
/** What a token begins with: MyMemory's own keys, which its clients may hold, are none. */
const TOKEN = /^sxt_/;

/** The token that a client of MyMemory sends as its `key`, in the address or in a form; several may stand there. */
export async function mymemoryKey(c: Context): Promise<string | undefined> {
  if (!MYMEMORY.test(c.req.path)) return undefined;
  const keys = c.req.query("key") ?? (c.req.method === "POST" ? (await c.req.parseBody()).key : undefined);
  return typeof keys === "string" ? keys.split(",").find((key) => TOKEN.test(key)) : undefined;
}
