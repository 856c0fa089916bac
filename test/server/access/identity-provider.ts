import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import OpenIdProvider, { type Configuration } from "oidc-provider";

/** Somebody whom the provider knows by their login. */
export interface ProvidedPerson {
  readonly name: string;
  readonly groups: readonly string[];
}

/** A real OpenID provider, at an address that is another site than the server's; to be closed. */
export interface IdentityProvider {
  readonly issuer: string;
  readonly client: string;
  readonly secret: string;
  close(): Promise<void>;
}

/** @param callback where it sends people back to */
export async function identityProvider(
  people: ReadonlyMap<string, ProvidedPerson>,
  callback: string,
): Promise<IdentityProvider> {
  const server: Server = createServer((request, response) => provider.callback()(request, response));
  await new Promise<void>((done) => server.listen(0, "localhost", done));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const [client, secret] = ["sextant", "a-secret-of-the-client"];
  const configuration: Configuration = {
    clients: [{ client_id: client, client_secret: secret, redirect_uris: [callback] }],
    claims: { openid: ["sub"], profile: ["preferred_username"], groups: ["groups"] },
    pkce: { required: () => true },
    cookies: { keys: ["a key of the cookies"] },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    // Its own pages, to log in and to agree.
    features: { devInteractions: { enabled: true } },
    findAccount: (_, login) => ({
      accountId: login,
      claims: async () => ({
        sub: login,
        preferred_username: people.get(login)?.name,
        groups: people.get(login)?.groups,
      }),
    }),
  };
  const provider = new OpenIdProvider(issuer, configuration);
  return {
    ...{ issuer, client, secret },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
