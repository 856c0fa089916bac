/** The server: `createApp` for the API as a Hono application, `serve` to listen. */

export type { ValueFindingType } from "@sextant/core/compare";
export type { UnreadableReason, WhyUnreadable } from "@sextant/core/document";
export { type Identity, ROLES, type Role } from "./access/identity.ts";
export { type Access, type KnownOptions, knownAccess } from "./access/known.ts";
export { keptPassword, madePassword } from "./access/passwords.ts";
export { type GroupRole, groupRoles, Provider, type ProviderOptions } from "./access/provider.ts";
export { accessOfSettings } from "./access/settings.ts";
export { type Api, type AppOptions, createApp } from "./app.ts";
export { JobRunner, type RunnerOptions } from "./jobs/runner.ts";
export { type Log, serverLog } from "./operations/log.ts";
export { type RunningServer, type ServeOptions, serve } from "./serve.ts";
