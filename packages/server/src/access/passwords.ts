import { randomBytes, randomInt, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import type { KeptPassword, ServingCalls } from "@sextant/core/memory";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { WrongRequest } from "../wrong-request.ts";

/** What scrypt takes for a guess: 32 MB and three rounds, as OWASP recommends it. */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const MAX_MEMORY = 64 * 1024 * 1024;
const [KEY_BYTES, SALT_BYTES] = [32, 16];
const KEPT = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/;
/** NIST SP 800-63B asks for 8 characters at least, and for 15 where there is no second factor. */
export const MIN_PASSWORD = 15;
export const MAX_PASSWORD = 200;
/** Different characters of a password; a long row of one is none. */
const MIN_DIFFERENT = 6;
/** Days for which a password that was made for somebody is good. */
const MADE_DAYS = 7;
/** Letters and digits that are not taken for one another: 24 of them are 118 bits. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const [MADE_GROUPS, MADE_GROUP] = [4, 6];
/** Wrong guesses for a name, and of an address, in a quarter of an hour; after them nobody is let in for as long. */
const GUESSES = { name: 10, address: 100, seconds: 15 * 60 };
/** Guesses that are looked at, or wait to be, at one time. */
const MAX_WAITING = 16;

const derived = promisify<string, Buffer, number, object, Buffer>(scrypt);
/** Letters that look alike are one, however a keyboard makes them (NFKC). */
const normal = (password: string): string => password.normalize("NFKC");

/**
 * What is kept of a password.
 *
 * @throws {RangeError} for one that is too short, too long, or too simple; the message does not repeat it
 */
export async function keptPassword(password: string, name: string): Promise<string> {
  const own = normal(password);
  if ([...own].length < MIN_PASSWORD || own.length > MAX_PASSWORD)
    throw new RangeError(`a password has ${MIN_PASSWORD} to ${MAX_PASSWORD} characters`);
  if (new Set(own.toLowerCase()).size < MIN_DIFFERENT)
    throw new RangeError(`a password has ${MIN_DIFFERENT} different characters or more`);
  if (own.toLowerCase().replaceAll(normal(name).toLowerCase(), "").length < MIN_PASSWORD / 2)
    throw new RangeError("a password does not consist of the name");
  const salt = randomBytes(SALT_BYTES);
  const key = await derived(own, salt, KEY_BYTES, { ...COST, maxmem: MAX_MEMORY });
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/** Makes a password; it is good for a week, to choose another by. */
export async function madePassword(
  name: string,
): Promise<{ readonly password: string; readonly kept: KeptPassword & { readonly until: string } }> {
  const group = (): string => Array.from({ length: MADE_GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  const password = Array.from({ length: MADE_GROUPS }, group).join("-");
  const until = new Date(Date.now() + MADE_DAYS * 86_400_000).toISOString();
  return { password, kept: { hash: await keptPassword(password, name), until } };
}

/** Whether a password is the one that is kept. */
async function isPassword(password: string, kept: string): Promise<boolean> {
  const [, N, r, p, salt = "", key = ""] = KEPT.exec(kept) ?? [];
  const expected = Buffer.from(key, "base64url");
  if (expected.length !== KEY_BYTES) return false;
  const cost = { N: Number(N), r: Number(r), p: Number(p), maxmem: MAX_MEMORY };
  const own = await derived(normal(password), Buffer.from(salt, "base64url"), KEY_BYTES, cost);
  return timingSafeEqual(own, expected);
}

/** Kept in place of a password where there is none, so that the answer takes as long. */
const NO_PASSWORD = `scrypt$${COST.N}$${COST.r}$${COST.p}$${"A".repeat(22)}$${"A".repeat(43)}`;

/** Who signs in by a name and a password; guessing is slowed, by name and by address, whether or not there is such a name. */
export class Passwords {
  readonly #serving: Pick<ServingCalls, "passwordOf" | "setPassword">;
  readonly #names = new RateLimiterMemory({ points: GUESSES.name, duration: GUESSES.seconds });
  readonly #addresses = new RateLimiterMemory({ points: GUESSES.address, duration: GUESSES.seconds });
  #waiting = 0;

  constructor(serving: Pick<ServingCalls, "passwordOf" | "setPassword">) {
    this.#serving = serving;
  }

  /**
   * The account of a name and its password.
   *
   * @param next the password that is good from then on; one that was made for somebody has to be replaced so
   * @returns its id; undefined where name or password is wrong, or the password is out of date
   * @throws {WrongRequest} 429 after too many wrong guesses; 503 while too many are looked at; 403 `new-password` where the
   *   password is right, but another has to be chosen
   * @throws {RangeError} as {@link keptPassword} does, for the next one
   */
  async accountOf(
    { name, password, next }: { readonly name: string; readonly password: string; readonly next?: string | undefined },
    address: string,
  ): Promise<string | undefined> {
    const who = name.normalize("NFC").trim().toLowerCase();
    await this.#mayGuess(who, address);
    const known = await this.#serving.passwordOf(name);
    const isRight = await this.#compared(password, known?.hash ?? NO_PASSWORD);
    if (!known || !isRight || (known.until !== undefined && known.until <= new Date().toISOString())) {
      await Promise.allSettled([this.#names.consume(who), this.#addresses.consume(address)]);
      return undefined;
    }
    if (next !== undefined) {
      if (normal(next) === normal(password)) throw new RangeError("the new password is the old one");
      await this.#serving.setPassword(known.id, { hash: await keptPassword(next, name) });
    } else if (known.until !== undefined)
      throw new WrongRequest(403, "this password was made for you: choose your own", "new-password");
    await this.#names.delete(who);
    return known.id;
  }

  async #mayGuess(who: string, address: string): Promise<void> {
    const states = [await this.#names.get(who), await this.#addresses.get(address)];
    const refused = states.find((state) => state && state.remainingPoints <= 0);
    if (!refused) return;
    const minutes = Math.ceil(refused.msBeforeNext / 60_000);
    throw new WrongRequest(429, `too many wrong passwords; try again in ${minutes} minutes`);
  }

  async #compared(password: string, kept: string): Promise<boolean> {
    if (this.#waiting >= MAX_WAITING) throw new WrongRequest(503, "many sign in just now; try again");
    this.#waiting++;
    try {
      return await isPassword(password.slice(0, MAX_PASSWORD), kept);
    } finally {
      this.#waiting--;
    }
  }
}
