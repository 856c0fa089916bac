import { listOf, numberSetting, type SettingName, setting } from "@sextant/core/config";
import type { ServingCalls } from "@sextant/core/memory";
import { type Access, knownAccess } from "./known.ts";
import { groupRoles, Provider } from "./provider.ts";

/**
 * How a server knows who asks, as the settings say.
 *
 * @throws {Error} where settings of an OpenID provider are missing or wrong; values are not repeated, for one is a secret
 */
export function accessOfSettings(serving: ServingCalls): Access {
  const provider = providerOfSettings();
  return knownAccess(setting("SEXTANT_ACCESS") as Access["mode"], serving, {
    idleMinutes: numberSetting("SEXTANT_SESSION_IDLE_MINUTES") as number,
    sessionHours: numberSetting("SEXTANT_SESSION_HOURS") as number,
    ...(provider && { provider }),
  });
}

function providerOfSettings(): Provider | undefined {
  const issuer = setting("SEXTANT_OIDC_ISSUER");
  if (issuer === undefined) return undefined;
  const needed = (name: SettingName): string => {
    const value = setting(name);
    if (value === undefined) throw new Error(`SEXTANT_OIDC_ISSUER is set, and so ${name} has to be`);
    return value;
  };
  return new Provider({
    issuer,
    client: needed("SEXTANT_OIDC_CLIENT"),
    secret: needed("SEXTANT_OIDC_SECRET"),
    address: needed("SEXTANT_ADDRESS"),
    claim: needed("SEXTANT_OIDC_CLAIM"),
    roles: groupRoles(listOf(needed("SEXTANT_OIDC_ROLES"))),
    scopes: listOf(needed("SEXTANT_OIDC_SCOPES")),
  });
}
