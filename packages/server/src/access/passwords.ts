import { randomBytes, randomInt, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import type { GuessCount, KeptPassword, ServingCalls } from "@sextant/core/memory";
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
/** Wrong guesses for a name, and of an address, in a quarter of an hour; after them none is looked at for as long. */
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

/** What is asked of a memory about passwords. */
type PasswordCalls = Pick<ServingCalls, "passwordOf" | "setPassword" | "countGuess" | "forgiveGuess">;

/** What somebody says who signs in by a password. */
interface SaidPassword {
  readonly name: string;
  readonly password: string;
  /** The password that is good from then on; one that was made for somebody has to be replaced so. */
  readonly next?: string | undefined;
}

/**
 * Who signs in by a name and a password. Guessing is slowed, by name and by address, whether or not there is such a name: each guess
 * is counted in the memory before it is looked at, so that neither many at once nor several servers let more through.
 */
export class Passwords {
  readonly #serving: PasswordCalls;
  #waiting = 0;

  constructor(serving: PasswordCalls) {
    this.#serving = serving;
  }

  /**
   * The account of a name and its password.
   *
   * @returns its id; undefined where name or password is wrong, or the password is out of date
   * @throws {WrongRequest} 429 after too many wrong guesses; 503 while too many are looked at; 403 `new-password` where the
   *   password is right, but another has to be chosen
   * @throws {RangeError} as {@link keptPassword} does, for the next one
   */
  async accountOf({ name, password, next }: SaidPassword, address: string): Promise<string | undefined> {
    const known = await this.#guessed(name, password, address);
    if (!known) return undefined;
    if (next !== undefined) {
      if (normal(next) === normal(password)) throw new RangeError("the new password is the old one");
      await this.#serving.setPassword(known.id, { hash: await keptPassword(next, name) });
    } else if (known.until !== undefined)
      throw new WrongRequest(403, "this password was made for you: choose your own", "new-password");
    return known.id;
  }

  /** The account of a name, where the password is right and not out of date. */
  async #guessed(
    name: string,
    password: string,
    address: string,
  ): Promise<(KeptPassword & { readonly id: string }) | undefined> {
    if (this.#waiting >= MAX_WAITING) throw new WrongRequest(503, "many sign in just now; try again");
    this.#waiting++;
    try {
      const ofName = { of: `name ${name.normalize("NFC").trim().toLowerCase()}`, most: GUESSES.name };
      const counts: GuessCount[] = [ofName, { of: `address ${address}`, most: GUESSES.address }];
      const wait = await this.#serving.countGuess(counts, GUESSES.seconds);
      if (wait !== undefined) throw tooMany(wait);
      const known = await this.#serving.passwordOf(name);
      const isRight = await isPassword(password.slice(0, MAX_PASSWORD), known?.hash ?? NO_PASSWORD);
      const isLate = known?.until !== undefined && known.until <= new Date().toISOString();
      if (!known || !isRight || isLate) return undefined;
      await this.#serving.forgiveGuess(counts, ofName.of);
      return known;
    } finally {
      this.#waiting--;
    }
  }
}

function tooMany(seconds: number): WrongRequest {
  const minutes = Math.ceil(seconds / 60);
  return new WrongRequest(429, `too many wrong passwords; try again in ${minutes} minutes`, undefined, seconds);
}
