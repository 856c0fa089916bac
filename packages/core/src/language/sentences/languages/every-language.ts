/** What documents of the United Nations write in any of their languages, before a number and before other text. */
export const NUMBERED_EVERYWHERE =
  "no. nos. n°. nº. №. add. adds. corr. corrs. rev. vol. vols. suppl. supp. amend. prot. " +
  // Months, for titles are cited in their own language. Those that are words elsewhere, as mar. and set., are left out.
  "jan. janv. ene. feb. febr. févr. apr. avr. abr. juil. aug. ago. sept. oct. okt. nov. déc. dez. dic.";
export const PREPOSITIVE_EVERYWHERE = "Mr. Mrs. Ms. Dr. N.B. NB. P.S.";

/** Entries that spaces set apart, as a set. */
export function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" ").filter(Boolean));
}
