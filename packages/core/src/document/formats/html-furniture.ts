import { attribute, type Element, textOf, visit } from "./html-tree.ts";

/** Elements that belong to the page and not to its text. */
const FURNITURE = new Set("nav aside header footer button svg iframe object select textarea rt".split(" "));
/** Roles of elements that find or lead to other pages (WAI-ARIA 1.2, landmarks). */
const ROLES = /^(?:navigation|search|contentinfo)$/;
/** Class names that generators of manuals give to what leads to the pages before and after. */
const NAVIGATION = /^(?:doc)?nav(?:bar|header|footer|igation)?$|^breadcrumbs?$/i;
/** A sign that links to the heading in which it stands, and shows only under the pointer. */
const ANCHOR_SIGN = /^[¶§#🔗∞\s]+$/u;

/** Why an element is no part of the text; undefined for one that is. */
export function furnitureReason(element: Element, isNote: (element: Element) => boolean): string | undefined {
  const { tagName } = element;
  if (tagName === "rt") return "reading above characters (ruby)";
  if (attribute(element, "hidden") !== undefined || /display\s*:\s*none/i.test(attribute(element, "style") ?? ""))
    return "hidden text";
  if (isAnchorSign(element)) return "sign that links to its own heading";
  return isFurniture(element, isNote) ? "navigation, header or footer of the page" : undefined;
}

/**
 * Whether an element belongs to the page. A header that holds a heading is text, and so is what holds notes or, for
 * its class, paragraphs.
 */
function isFurniture(element: Element, isNote: (element: Element) => boolean): boolean {
  const { tagName } = element;
  if (FURNITURE.has(tagName))
    return !(tagName === "header" && holds(element, isHeading)) && !(tagName === "aside" && holds(element, isNote));
  if (ROLES.test(attribute(element, "role") ?? "")) return true;
  const names = attribute(element, "class")?.split(/\s+/) ?? [];
  return names.some((name) => NAVIGATION.test(name)) && !holds(element, isText);
}

const isHeading = ({ tagName }: Element): boolean => /^h[1-6]$/.test(tagName);
const isText = (element: Element): boolean => element.tagName === "p" || element.tagName === "h1";

const isAnchorSign = (element: Element): boolean =>
  element.tagName === "a" &&
  attribute(element, "href")?.startsWith("#") === true &&
  ANCHOR_SIGN.test(textOf(element)) &&
  element.parentNode !== null &&
  "tagName" in element.parentNode &&
  isHeading(element.parentNode);

/** Whether an element holds another that fits. */
function holds(element: Element, fits: (element: Element) => boolean): boolean {
  let found = false;
  visit(element, {
    enter(inner) {
      found ||= fits(inner);
      return !found;
    },
  });
  return found;
}
