/** States of what is not translated yet: what stands there is no translation, or one that is no longer right. */
const UNTRANSLATED = /^needs-(?:translation|l10n|adaptation)$/;
/** States in which a file begins: many tools leave them while people translate, and put the source there for a translation. */
const BEGUN = /^(?:new|initial|Draft|Unspecified|NotStarted)$/;

/** Whether what stands in the place of a translation is none, by what the file says of it. */
export const isUntranslated = (state: string, source: string, target: string): boolean =>
  UNTRANSLATED.test(state) || (BEGUN.test(state) && source === target);

/** States that say that a person found a translation right: of memoQ's units, of targets in 1.2, of segments in 2.1 and in Trados' files. */
export const CONFIRMED = {
  unit: /Confirmed|Proofread/,
  target: /^(?:final|signed-off)$/,
  segment: /^(?:reviewed|final)$/,
  trados: /^(?:Translated|ApprovedTranslation|ApprovedSignOff)$/,
} as const;
