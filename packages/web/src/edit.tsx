import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { correct, get, type Hit, segmentAddress } from "./api.ts";
import { directionOf, languageName } from "./languages.ts";
import { Problem } from "./problem.tsx";

/** Shows a unit's text in one language, and lets a person edit it. */
export function Edit({
  unit,
  language,
  onSaved,
  children,
}: {
  readonly unit: Hit["unit"];
  readonly language: string;
  /** Called after an edit, so that the unit is loaded again; if left out, the edit is shown in its place. */
  readonly onSaved?: () => void;
  /** The text with its highlights. */
  readonly children: ComponentChildren;
}) {
  const [saved, setSaved] = useState<string>();
  const [draft, setDraft] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const [own, setVersion] = useState<string>();
  const version = own ?? unit.version;
  const text = saved ?? unit.variants[language] ?? "";

  async function save(): Promise<void> {
    if (draft === undefined || draft.trim() === text) return setDraft(undefined);
    try {
      const { id, documentSet, paragraph } = unit;
      const edit = { action: "edit", position: paragraph, unit: id, language, text: draft } as const;
      await correct(documentSet, edit, [version]);
      if (!onSaved) setVersion((await get<Hit["unit"]>(segmentAddress(id))).version);
      if (onSaved) onSaved();
      else setSaved(draft.trim());
      setDraft(undefined);
      setRefusal(undefined);
    } catch (error) {
      setRefusal((error as Error).message);
    }
  }

  if (draft === undefined)
    return (
      <>
        {saved ?? children}
        {saved !== undefined && <span class="status">edited</span>}
        <button type="button" class="edit" title="Edit this text" onClick={() => setDraft(text)}>
          <span class="hidden">Edit the text in {languageName(language)}</span>✎
        </button>
      </>
    );
  return (
    <form
      class="editing"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") setDraft(undefined);
      }}
    >
      {refusal && <Problem text={refusal} />}
      <textarea
        aria-label={`Text in ${languageName(language)}`}
        lang={language}
        dir={directionOf(language)}
        rows={4}
        maxLength={5000}
        required
        value={draft}
        onInput={(event) => setDraft(event.currentTarget.value)}
      />
      <button type="submit">Save</button>
      <button type="button" onClick={() => setDraft(undefined)}>
        Cancel
      </button>
    </form>
  );
}
