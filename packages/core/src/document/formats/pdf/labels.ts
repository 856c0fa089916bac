/** Whether a text is a number, letter or bullet that stands before its text. */
export function isLabel(text: string): boolean {
  return /^(?:[([]?(?:\p{Nd}{1,3}(?:\.\p{Nd}{1,3})*|[ivxlcdmIVXLCDM]{1,6}|\p{L})[.)\]]{0,2}|[•▪◦■□➢❑❖✓●○‣⁃·–—*-]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/u.test(
    text.trim(),
  );
}
