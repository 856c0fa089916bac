import type { Abbreviations } from "./abbreviations.ts";
import { english } from "./en.ts";

export const chinese: Abbreviations = {
  ...english,
  // A clause of no more than six characters.
  saying: /^[\p{Script=Han}·]{1,6}?(?:说|說|问|問|道|答|喊|叫)[，。,：:]/u,
};
