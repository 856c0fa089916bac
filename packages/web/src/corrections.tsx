import { useState } from "preact/hooks";
import type { Correction, Row } from "./api.ts";
import { languageName } from "./languages.ts";

/** Offers the corrections of a row, behind one button because most rows are right. */
export function Corrections({
  row,
  languages,
  onCorrect,
  onSegments,
}: {
  row: Row;
  languages: readonly string[];
  onCorrect: (correction: Correction) => void;
  onSegments: () => void;
}) {
  const present = languages.filter((language) => row.blocks[language]);
  const [chosen, setChosen] = useState(present[0]);
  const { position } = row;
  const language = chosen && present.includes(chosen) ? chosen : present[0];
  const act = (name: string, correction: Correction, title: string) => (
    <button type="button" title={title} onClick={() => onCorrect(correction)}>
      {name}
    </button>
  );
  return (
    <details class="corrections">
      <summary title="Correct this row">
        <span class="hidden">Correct row {position + 1}</span>✎
      </summary>
      <div>
        {act("Confirm", { action: "confirm", position }, "This row is right; no later run moves it")}
        {act("Reject", { action: "reject", position }, "Do not offer this row")}
        {act("Merge with next", { action: "merge", position, count: 2 }, "This row and the next are one")}
        <button type="button" title="Show and correct how this row is cut into segments" onClick={onSegments}>
          Segments
        </button>
        {language && (
          <>
            <LanguageToMove languages={present} value={language} onChange={setChosen} />
            {act(
              "First up",
              { action: "move", position, language, to: "before", blocks: 1 },
              "Its first paragraph belongs to the row above",
            )}
            {act(
              "Last down",
              { action: "move", position, language, to: "after", blocks: 1 },
              "Its last paragraph belongs to the row below",
            )}
            {present.length > 1 &&
              act("Set apart", { action: "unlink", position, language }, "It translates nothing of this row")}
          </>
        )}
      </div>
    </details>
  );
}

/** Chooses the language that the following buttons move. */
export function LanguageToMove({
  languages,
  value,
  onChange,
}: {
  languages: readonly string[];
  value: string;
  onChange: (language: string) => void;
}) {
  return (
    <label>
      <span class="hidden">Language to move</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {languages.map((language) => (
          <option key={language} value={language}>
            {languageName(language)}
          </option>
        ))}
      </select>
    </label>
  );
}
