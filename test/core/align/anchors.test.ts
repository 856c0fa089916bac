import { expect, test } from "vitest";
import { anchorsOf } from "../../../packages/core/src/align/text/anchors.ts";

test.each([
  ["fr", "résolution 65/190 du 21 décembre 2010 et du 1er juin 2012", ["@65/190", "@2010-12-21", "@2012-06-01"]],
  ["en", "resolution 65/190 of 21 December 2010, see A/67/156.", ["@65/190", "@2010-12-21", "@a/67/156"]],
  ["es", "resolución 65/190, de 21 de diciembre de 2010", ["@65/190", "@2010-12-21"]],
  ["ru", "резолюция 65/190 от 21 декабря 2010 года", ["@65/190", "@2010-12-21"]],
  ["zh", "2010年12月21日第65/190号决议，见CTOC/COP/WG.7/2012/6。", ["@2010-12-21", "@65/190", "@ctoc/cop/wg.7/2012/6"]],
  ["ar", "القرار 65/190 المؤرخ 21 كانون الأول/ديسمبر 2010", ["@65/190", "@2010-12-21"]],
  ["ar", "القرار ٦٥/١٩٠ المؤرخ ٢١ كانون الأول/ديسمبر ٢٠١٠", ["@65/190", "@2010-12-21"]],
  ["zh", "第十二条和二〇一二年，一切人", ["12", "@12", "2012"]],
  ["fr", "chapitre XIX de la résolution 65/190", ["19", "@19", "@65/190"]],
  ["en", "Article 3 and paragraph 12. (3 to 4.5 of 12,000, WG.7, B3)", ["@3", "@12"]],
  ["ar", "المادة ٣ من الميثاق", ["@3"]],
  ["zh", "第3条", ["@3"]],
  ["fr", "1. À la ligne", []],
  ["fr", "sans chiffre", []],
])("anchors of %s: %s", (language, text, anchors) => expect(anchorsOf(text, language)).toEqual(anchors));
