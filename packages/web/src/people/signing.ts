import { answerOf, client, doneOr, type Session } from "../api/client.ts";

/** The fewest characters of a password, as the server asks for them. */
export const MIN_PASSWORD = 15;

/** What somebody signs in by. */
export type SignedBy =
  | { readonly name: string; readonly password: string; readonly next?: string }
  | { readonly token: string };

/** @throws {Refusal} `wrong-sign-in`, or `new-password` where the password has to be replaced */
export const signIn = (by: SignedBy): Promise<Session> => answerOf<Session>(client.api.session.$post({ json: by }));

/**
 * Ends the session here, or all sessions, and shows the way in.
 *
 * @param isProvided whether one signed in at a provider, which then asks whether to sign out there, too
 */
export async function signOut(everywhere: boolean, isProvided: boolean): Promise<void> {
  await doneOr(everywhere ? client.api.sessions.$delete() : client.api.session.$delete());
  location.assign(isProvided ? "/sign-in/provider/leave" : "/sign-in");
}
