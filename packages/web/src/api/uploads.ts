import { useEffect, useState } from "react";
import { answerOf, client, type DocumentRead, type Job, Refusal, type WhyUnreadable } from "./client.ts";

/** Files to the server, and what becomes of them. */

/** How a file is read: in a language that a person chose, or the part in it alone. */
export type ReadAs = Readonly<Partial<Record<"language" | "part", string>>>;

/** Reads a file, to be looked at; nothing is kept. @throws {Refusal} with the reason where it cannot be read */
export const readFile = (file: File, signal: AbortSignal, as: ReadAs = {}): Promise<DocumentRead> =>
  answerOf<DocumentRead>(client.api.read.$post({ form: { file, ...as } }, { init: { signal } }));

/** Why a job failed whose file cannot be read. */
export const whyOf = ({ report }: Job): WhyUnreadable | undefined => report?.why as WhyUnreadable | undefined;

/** What is said beside the files of a job, by the API's names. */
type Fields = Readonly<Record<string, string | undefined>>;

/** Begins a job. @throws {Refusal} */
export function beginJob(kind: Job["kind"], files: readonly File[], fields: Fields): Promise<Job> {
  const form = new FormData();
  for (const file of files) form.append("file", file);
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
  return answerOf<Job>(fetch(`/api/jobs/${kind}`, { method: "POST", body: form }));
}

export async function cancelJob(id: string): Promise<void> {
  await client.api.jobs[":id"].$delete({ param: { id } });
}

/** Tries a job again that failed or was cancelled. @throws {Refusal} */
export const retryJob = (id: string): Promise<Job> =>
  answerOf<Job>(client.api.jobs[":id"].retry.$post({ param: { id } }));

/** How long after a connection was refused it is tried again, in milliseconds. */
const AGAIN_AFTER = 2_000;
const STATES: readonly Job["state"][] = ["waiting", "running", "done", "failed", "cancelled"];

/** A job, followed until it is over. */
export interface FollowedJob {
  readonly job: Job | undefined;
  /** Whether the server is not heard at the moment. */
  readonly isLost: boolean;
  /** Why it cannot be followed: there is none, or it is somebody else's. */
  readonly refusal: Refusal | undefined;
  /** Follows it anew: it was begun again. */
  readonly follow: () => void;
}

/** Follows a job by the events that the server sends; a connection that breaks is made again. */
export function useJob(id: string | undefined): FollowedJob {
  const [job, setJob] = useState<Job>();
  const [isLost, setLost] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn listens anew
  useEffect(() => {
    if (id === undefined) return;
    let isOver = false;
    setRefusal(undefined);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const events = new EventSource(`/api/jobs/${encodeURIComponent(id)}/events`);
    for (const state of STATES)
      events.addEventListener(state, ({ data }) => {
        const now = JSON.parse(data) as Job;
        if (now.ended) events.close();
        setLost(false);
        setJob(now);
      });
    const again = (): void => {
      timer = setTimeout(() => setTurn((own) => own + 1), AGAIN_AFTER);
    };
    events.onerror = async () => {
      setLost(true);
      if (events.readyState !== EventSource.CLOSED) return;
      // It does not say what it was refused with.
      const why = await answerOf<Job>(client.api.jobs[":id"].$get({ param: { id } })).catch((error: unknown) => error);
      if (isOver) return;
      if (why instanceof Refusal && why.status >= 400 && why.status < 500) setRefusal(why);
      else again();
    };
    return () => {
      isOver = true;
      clearTimeout(timer);
      events.close();
    };
  }, [id, turn]);
  return { job: job?.id === id ? job : undefined, isLost, refusal, follow: () => setTurn(turn + 1) };
}
