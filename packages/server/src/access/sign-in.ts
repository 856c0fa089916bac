import type { Context } from "hono";
import { deleteCookie, setCookie } from "hono/cookie";
import { part } from "../environment.ts";
import { type Access, COOKIE } from "./guard.ts";

const DAYS = 30;

/** Where a person says once, in a browser, who they are: the token is kept in a cookie that no script reads. */
export function signIn(access: Access) {
  return part()
    .get("/sign-in", (c) => c.html(page("")))
    .post("/sign-in", async (c) => {
      const { token } = await c.req.parseBody();
      const secret = typeof token === "string" ? token.trim() : "";
      const identity = await access.identityOf(secret);
      if (!identity) return c.html(page("That is no token, or no longer one."), 401);
      setCookie(c, COOKIE, secret, { ...scope(c), maxAge: DAYS * 86_400 });
      return c.redirect("/", 303);
    })
    .post("/sign-out", (c) => {
      deleteCookie(c, COOKIE, scope(c));
      return c.redirect("/sign-in", 303);
    });
}

const scope = (c: Context) =>
  ({
    path: "/",
    httpOnly: true,
    sameSite: "Strict",
    secure: new URL(c.req.url).protocol === "https:" || c.req.header("X-Forwarded-Proto") === "https",
  }) as const;

const page = (said: string): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sextant</title>
<h1>Sextant</h1>
<form method="post" action="/sign-in">
<p><label>Your token <input name="token" type="password" autocomplete="current-password" required autofocus></label>
<button>Sign in</button></p>
<p role="alert">${said}</p>
</form>
</html>`;
