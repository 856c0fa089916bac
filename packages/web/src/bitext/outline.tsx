import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Dialog, DialogTrigger, Heading, Popover } from "react-aria-components";
import { useTranslations } from "use-intl";
import type { DocumentSet, Row } from "../api/client.ts";
import { Problem } from "../shell/problem.tsx";
import { inLanguage } from "../text/languages.ts";
import { contentsOf } from "./contents.ts";

interface OutlineProps {
  readonly set: DocumentSet;
  readonly languages: readonly string[];
  readonly onGo: (position: number) => void;
}

/** The headings of a document, each leading there. */
export function Outline({ set, languages, onGo }: OutlineProps) {
  const t = useTranslations("outline");
  const [isOpen, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button>{t("title")}</Button>
      <Popover className="popover outline" placement="bottom start">
        <Dialog className="dialog">
          <Heading slot="title">{t("title")}</Heading>
          <Headings
            set={set}
            languages={languages}
            onGo={(position) => {
              setOpen(false);
              onGo(position);
            }}
          />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** A heading that is a word and its number, as in `Article 2`; in words, where the number is none. */
const NUMBERED = /^\s*\p{L}[\p{L}\p{M}]*\s+(\d+)(?![\d.])/u;
const IN_WORDS = /^\s*(?:第\p{Script=Han}+[条章节部编]|\p{L}+\s+premi(?:er|ère)(?!\p{L}))/iu;

/** Whether a heading holds its number itself, in any of its languages: a number that was taken off it is shown before it. */
const saysNumber = ({ blocks, number }: Row): boolean =>
  Object.values(blocks)
    .flat()
    .some(({ text }) => IN_WORDS.test(text) || NUMBERED.exec(asciiDigits(text))?.[1] === number);

/** Digits of Arabic and Persian as those of ASCII: their last four bits are their value. */
const asciiDigits = (text: string): string => text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15));

function Headings({ set, languages, onGo }: OutlineProps) {
  const t = useTranslations("outline");
  const found = useQuery(contentsOf(set.id));
  if (found.error) return <Problem error={found.error} onRetry={() => found.refetch()} />;
  if (!found.data)
    return (
      <p role="status" className="quiet">
        {t("loading")}
      </p>
    );
  if (found.data.headings.length === 0) return <p className="quiet">{t("none")}</p>;
  return (
    <ol className="headings">
      {found.data.headings.map((row) => {
        const language = languages.find((own) => row.blocks[own]) ?? Object.keys(row.blocks)[0] ?? "en";
        const text = row.blocks[language]?.map((block) => block.text).join(" ") ?? "";
        return (
          <li key={row.id} className={row.role}>
            <Button onPress={() => onGo(row.position)}>
              {row.number && !saysNumber(row) && <bdi className="number-before">{row.number}</bdi>}
              <span {...inLanguage(language)}>{text}</span>
            </Button>
          </li>
        );
      })}
    </ol>
  );
}
