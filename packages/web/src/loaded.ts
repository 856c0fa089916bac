import { useEffect, useState } from "preact/hooks";

/** State of a request. `value` stays while a newer request is under way, so that the page does not flicker. */
export interface Loaded<T> {
  readonly value?: T;
  readonly error?: string;
  readonly loading: boolean;
}

/**
 * Loads `load(key)`, and again whenever the key or the edition changes; an answer that comes too late is dropped.
 *
 * @param load a function that stays the same from render to render
 */
export function useLoaded<K extends string, T>(key: K, load: (key: K) => Promise<T>, edition = 0): Loaded<T> {
  const [state, setState] = useState<Loaded<T>>({ loading: true });
  useEffect(() => {
    let current = true;
    setState((before) => ({ ...(before.value !== undefined && { value: before.value }), loading: true }));
    load(key).then(
      (value) => current && setState({ value, loading: false }),
      (error: Error) => current && setState({ error: error.message, loading: false }),
    );
    return () => {
      current = false;
    };
  }, [key, load, edition]);
  return state;
}
