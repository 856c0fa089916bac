import type { Api, WhyUnreadable } from "@sextant/server";
import { hc, type InferRequestType, type InferResponseType } from "hono/client";

/** The server's API, typed by the server. The pages know nothing else of it. */
export const client = hc<Api>(location.origin);

export type DocumentSet = InferResponseType<(typeof client.api)["document-sets"]["$get"]>[number];
export type Row = InferResponseType<(typeof client.api)["document-sets"][":id"]["rows"]["$get"], 200>[number];
export type Block = Row["blocks"][string][number];
export type Concordance = InferResponseType<typeof client.api.search.$get, 200>;
export type Hit = Concordance["hits"][number];
export type SearchQuery = InferRequestType<typeof client.api.search.$get>["query"];
export type Match = InferResponseType<typeof client.api.lookup.$get, 200>[number];
export type Unit = Hit["unit"];
export type Change = InferResponseType<(typeof client.api)["document-sets"][":id"]["changes"]["$get"], 200>[number];
export type Correction = Change["correction"];
export type Corrected = InferResponseType<(typeof client.api)["document-sets"][":id"]["corrections"]["$post"], 200>;
export type Memory = InferResponseType<typeof client.api.memories.$get>[number];
export type Removed = InferResponseType<typeof client.api.removed.$get>[number];
export type Job = InferResponseType<typeof client.api.jobs.$get>[number];
export type DocumentRead = InferResponseType<typeof client.api.read.$post, 200>;
export type Finding = InferResponseType<(typeof client.api)["document-sets"][":id"]["findings"]["$get"], 200>[number];
export type { ValueFindingType, WhyUnreadable } from "@sextant/server";
export type NotError = InferResponseType<
  (typeof client.api)["document-sets"][":id"]["not-errors"]["$get"],
  200
>[number];
export type VersionComparison = InferResponseType<typeof client.api.compare.versions.$post, 200>;
export type Session = InferResponseType<typeof client.api.session.$get, 200>;
export type Account = InferResponseType<typeof client.api.accounts.$get, 200>[number];
export type MadePassword = InferResponseType<typeof client.api.accounts.$post, 201>;
export type Subsegment = InferResponseType<typeof client.api.subsegments.$get, 200>[number];

/** What the server refused, in its own sentence, which is English and may be empty. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly status: number;
  /** The kind of the problem (RFC 9457); absent where something before the server answered. */
  readonly code: string | undefined;
  /** Of a file that cannot be read: to try it again is no use. */
  readonly why: WhyUnreadable | undefined;

  /** @param body what was answered, as far as it was JSON */
  constructor(status: number, body: unknown) {
    const { detail, error, code, why } = (body ?? {}) as Partial<Record<"detail" | "error" | "code", string>> & {
      readonly why?: WhyUnreadable;
    };
    super(detail ?? error ?? "");
    this.status = status;
    this.code = code;
    this.why = why;
  }
}

/** Sends what is answered without a body. @throws {Refusal} */
export async function doneOr(asked: PromiseLike<AnswerLike>): Promise<void> {
  const response = await asked;
  if (!response.ok) throw new Refusal(response.status, await response.json().catch(() => undefined));
}

/**
 * The answer's body.
 *
 * @throws {Refusal} when the server refused, or answered what is not JSON
 */
export async function answerOf<T>(asked: Promise<Response> | PromiseLike<AnswerLike>): Promise<T> {
  const response = await asked;
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok || body === undefined) throw new Refusal(response.status, body);
  return body as T;
}

type AnswerLike = Pick<Response, "ok" | "status" | "json">;
