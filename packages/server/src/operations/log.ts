import { pino } from "pino";

/** Where a server says what it does: fields and a sentence, without any text of a user. */
export interface Log {
  readonly info: (fields: Readonly<Record<string, unknown>>, message: string) => void;
  readonly warn: (fields: Readonly<Record<string, unknown>>, message: string) => void;
  readonly error: (fields: Readonly<Record<string, unknown>>, message: string) => void;
}

export const NO_LOG: Log = { info: () => {}, warn: () => {}, error: () => {} };

/**
 * Lines of JSON on standard error: `{"level":"info","time":"…","request":"…","route":"/api/lookup","status":200,…}`.
 *
 * @param level `silent`, `error`, `warn`, `info` or `debug`
 */
export function serverLog(level: string): Log {
  const options = {
    level,
    base: null,
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return pino(options, pino.destination({ fd: 2, sync: false }));
}
