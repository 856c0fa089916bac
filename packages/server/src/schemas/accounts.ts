import { z } from "@hono/zod-openapi";
import { ROLES } from "../access/identity.ts";
import { MAX_PASSWORD } from "../access/passwords.ts";

/** Shapes of who asks, of accounts, and of what they may do. */

const RoleSchema = z.enum(ROLES).openapi("Role");
const MAX_MEMORIES = 200;

const grants = {
  role: RoleSchema.optional().openapi({ description: "What they may do in every memory; nothing, if left out" }),
  memories: z
    .record(z.string().min(1).max(64), RoleSchema)
    .refine((named) => Object.keys(named).length <= MAX_MEMORIES, `at most ${MAX_MEMORIES} memories`)
    .optional()
    .openapi({ description: "What they may do in named memories; where both say something, the more counts" }),
};

export const GrantsSchema = z.object(grants).openapi("Grants");

const Name = z.string().trim().min(1).max(100);
const Password = z.string().min(1).max(MAX_PASSWORD);

export const NewAccountSchema = z.object({ name: Name, ...grants }).openapi("NewAccount");

export const AccountSchema = z
  .object({
    id: z.string(),
    name: z.string().openapi({ description: "What they sign in by; empty where it was erased" }),
    ...grants,
    created: z.string().openapi({ description: "ISO 8601" }),
    provider: z.string().optional().openapi({ description: "The OpenID provider where they sign in" }),
    sessions: z.int().openapi({ description: "Sessions that have not ended" }),
  })
  .openapi("Account");

export const MadePasswordSchema = z
  .object({
    id: z.string().openapi({ description: "Of the account" }),
    password: z
      .string()
      .openapi({ description: "Shown once, and kept nowhere; they choose another when they sign in" }),
    until: z.string().openapi({ description: "Until when it is good, ISO 8601" }),
  })
  .openapi("MadePassword");

export const SessionSchema = z
  .object({
    kind: z.enum(["local", "anyone", "token", "account"]).openapi({
      description: "Whether who asks is trusted on loopback, not known, or known by a token or an account",
    }),
    name: z.string(),
    hasPassword: z.boolean().openapi({ description: "Whether they have a password here, which they may change" }),
    ...grants,
    ways: z
      .object({
        here: z.boolean().openapi({ description: "Whether people sign in by a password or a token" }),
        provider: z.string().optional().openapi({ description: "The OpenID provider where they may sign in" }),
      })
      .openapi({ description: "How people sign in" }),
  })
  .openapi("Session");

export const SignInSchema = z
  .union([
    z.object({
      name: Name,
      password: Password,
      next: Password.optional().openapi({
        description: "The password that is good from then on; one that was made for somebody is replaced so",
      }),
    }),
    z.object({ token: z.string().trim().min(1).max(200) }),
  ])
  .openapi("SignIn");
