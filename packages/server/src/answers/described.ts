/** An OpenAPI document, as far as it is looked at here. */
interface Document {
  readonly paths?: object | undefined;
}

interface Operation {
  responses?: Record<string, unknown>;
}

/** What any request may be answered with, whatever it asks. */
const EVERYWHERE = {
  400: "A parameter, or the body, is wrong; the message says which",
  401: "Who asks is not known, and has to be; or the token or session is no longer one",
  403: "Who asks may not do that; or it comes from another page, or by another name, than may be",
  413: "The request is too large",
  429: "More requests than may be; `Retry-After` says when to ask again",
  503: "The memory is busy, or the answer took too long; `Retry-After` says when to ask again",
} as const;

/** The document with what every operation may be answered with, beside what its route says. */
export function withCommonAnswers<Given extends Document>(document: Given): Given {
  const schema = { $ref: "#/components/schemas/Problem" };
  const common = Object.fromEntries(
    Object.entries(EVERYWHERE).map(([status, description]) => [
      status,
      { description, content: { "application/problem+json": { schema } } },
    ]),
  );
  for (const item of Object.values(document.paths ?? {}) as Record<string, Operation>[])
    for (const operation of Object.values(item)) operation.responses = { ...common, ...operation.responses };
  return document;
}
