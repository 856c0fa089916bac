/**
 * The file of a worker, beside the module that starts it and named as that one is: `index-thread` starts `index-worker`. It is
 * TypeScript where the module is, and JavaScript as compiled for npm.
 *
 * @param module its `import.meta.url`
 */
export function workerFile(module: string): URL {
  return new URL(module.replace(/-thread(?=\.[jt]s$)/, "-worker"));
}
