import { useCallback, useEffect, useState } from "react";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import type { DocumentSet, Row } from "../api/client.ts";
import { refused } from "../shell/notices.tsx";
import { inLanguage, languageName } from "../text/languages.ts";
import { lookThrough } from "./store.ts";

interface PrintProps {
  readonly set: DocumentSet;
  readonly languages: readonly string[];
}

/** Prints all rows, those that are not in sight, too: the button, and what is on paper. */
export function Print({ set, languages }: PrintProps) {
  const t = useTranslations("outline");
  const [rows, setRows] = useState<readonly Row[]>();
  const [isLoading, setLoading] = useState(false);
  const prepare = useCallback(async (): Promise<void> => {
    setLoading(true);
    const all: Row[] = [];
    try {
      await lookThrough(set.id, 0, (row) => void all.push(row));
      setRows(all);
    } catch (error) {
      refused(error);
    } finally {
      setLoading(false);
    }
  }, [set.id]);
  useEffect(() => {
    const byKey = (event: KeyboardEvent): void => {
      if (event.code !== "KeyP" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      prepare();
    };
    addEventListener("keydown", byKey);
    return () => removeEventListener("keydown", byKey);
  }, [prepare]);
  useEffect(() => {
    if (rows) document.fonts.ready.then(() => print());
  }, [rows]);
  return (
    <>
      <Button isDisabled={isLoading} onPress={prepare} aria-keyshortcuts="Control+P">
        {isLoading ? t("printing") : t("print")}
      </Button>
      {rows && <PrintedRows rows={rows} languages={languages} />}
    </>
  );
}

/** The rows on paper: the languages keep their columns, and their names stand on each page. */
function PrintedRows({ rows, languages }: { readonly rows: readonly Row[]; readonly languages: readonly string[] }) {
  return (
    <table className="printed">
      <thead>
        <tr>
          <td />
          {languages.map((language) => (
            <th key={language} scope="col" {...inLanguage(language)}>
              {languageName(language)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className={`role-${row.role}`}>
            <td className="number">{row.number}</td>
            {languages.map((language) => (
              <td key={language} {...inLanguage(language)}>
                {row.blocks[language]?.map((block, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other name, and never change places
                  <p key={at}>{block.text}</p>
                ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
