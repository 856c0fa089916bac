/**
 * Returns the file of a worker, which is beside the module that starts it: `index-thread` starts `index-worker`, `download` starts `download-worker`. It is
 * TypeScript if the module is, and JavaScript as compiled for npm.
 *
 * @param module its `import.meta.url`
 */
export function workerFile(module: string): URL {
  return new URL(module.replace(/(?:-thread)?(?=\.[jt]s$)/, "-worker"));
}
