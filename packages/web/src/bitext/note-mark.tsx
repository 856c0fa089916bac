import { useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useState } from "react";
import { Button, Tooltip, TooltipTrigger } from "react-aria-components";
import { useTranslations } from "use-intl";
import { notify, refused } from "../shell/notices.tsx";
import { inLanguage } from "../text/languages.ts";
import { contentsOf, markedBy, noteOf } from "./contents.ts";

/** Where note marks are, and how one goes to a row. */
interface Notes {
  readonly set: string;
  readonly goTo: (position: number) => void;
  /** From which row each note was gone to last, by the note's position: several may point to one. */
  readonly cameFrom: Map<number, number>;
}
export const NotesContext = createContext<Notes | undefined>(undefined);

interface NoteMarkProps {
  readonly mark: string;
  readonly position: number;
  readonly language: string;
}

/** A note mark: it shows its note, and leads there. */
export function NoteMark({ mark, position, language }: NoteMarkProps) {
  const t = useTranslations("rows");
  const notes = useContext(NotesContext);
  const questions = useQueryClient();
  const [text, setText] = useState<string>();
  if (!notes) return <sup>{mark}</sup>;
  const find = async () => noteOf(await questions.fetchQuery(contentsOf(notes.set)), { mark, position });
  const show = async (): Promise<void> => {
    const blocks = (await find().catch(() => undefined))?.blocks[language];
    setText(blocks?.map((block) => block.text).join("\n"));
  };
  const go = async (): Promise<void> => {
    try {
      const note = await find();
      if (!note) return notify(t("noNote", { mark }));
      notes.cameFrom.set(note.position, position);
      notes.goTo(note.position);
    } catch (error) {
      refused(error);
    }
  };
  return (
    <sup>
      <TooltipTrigger delay={300} onOpenChange={(isOpen) => isOpen && text === undefined && show()}>
        <Button className="note-mark" excludeFromTabOrder aria-label={t("note", { mark })} onPress={go}>
          {mark}
        </Button>
        {text !== undefined && (
          <Tooltip className="popover note-text" {...inLanguage(language)}>
            {text}
          </Tooltip>
        )}
      </TooltipTrigger>
    </sup>
  );
}

/** The number of a note, which leads back to where it is marked. */
export function NoteNumber({ mark, position }: Omit<NoteMarkProps, "language">) {
  const t = useTranslations("rows");
  const notes = useContext(NotesContext);
  const questions = useQueryClient();
  if (!notes) return <>{mark}</>;
  const back = async (): Promise<void> => {
    try {
      const at = notes.cameFrom.get(position) ?? markedBy(await questions.fetchQuery(contentsOf(notes.set)), position);
      if (at !== undefined) notes.goTo(at);
    } catch (error) {
      refused(error);
    }
  };
  return (
    <Button className="note-mark" aria-label={t("back", { mark })} onPress={back}>
      {mark} <span aria-hidden="true">↑</span>
    </Button>
  );
}
