import { useCallback, useEffect, useMemo, useState } from "react";
import { Button, FileTrigger } from "react-aria-components";
import { useTranslations } from "use-intl";
import { MemoryField, useMeantMemory } from "../shell/memory-field.tsx";
import { takeHandedOver, useDroppedFiles } from "../upload/dropped.ts";
import { Imported } from "./imported.tsx";
import { useImports } from "./imports.ts";

/** Encodings that older files are in and do not name; any other of the WHATWG Encoding Standard may be typed. */
const ENCODINGS = ["utf-8", "utf-16le", "windows-1252", "windows-1251", "windows-1256", "gb18030", "big5"];

/** A file of another tool into a memory, and what came of it. */
export function Import() {
  const t = useTranslations("memories");
  const meant = useMeantMemory();
  const [into, setInto] = useState("");
  const [encoding, setEncoding] = useState("");
  const [columns, setColumns] = useState("");
  const [isAbout, setAbout] = useState(false);
  const fields = useMemo(
    () => ({ memory: into.trim(), encoding: encoding.trim(), languages: columns.trim() }),
    [into, encoding, columns],
  );
  const { begun, begin } = useImports(fields);
  const take = useCallback(
    async (files: readonly File[]): Promise<void> => {
      for (const file of files) await begin(file);
    },
    [begin],
  );
  const isOver = useDroppedFiles(take);
  const openAbout = useCallback(() => setAbout(true), []);
  useEffect(() => void take(takeHandedOver()), [take]);
  return (
    <>
      <div className={isOver ? "drop over" : "drop"}>
        <p className="quiet">{t("importHint")}</p>
        <div className="tools">
          <MemoryField label={t("into")} placeholder={meant.name} value={into} onChange={setInto} />
          <FileTrigger allowsMultiple onSelect={(list) => take([...(list ?? [])])}>
            <Button className="primary">{t("import")}</Button>
          </FileTrigger>
        </div>
        <details open={isAbout} onToggle={({ currentTarget }) => setAbout(currentTarget.open)}>
          <summary>{t("about")}</summary>
          <div className="tools">
            <EncodingField value={encoding} onChange={setEncoding} />
            <ColumnsField value={columns} onChange={setColumns} />
          </div>
        </details>
      </div>
      {begun.map((own) => (
        <Imported
          key={own.id}
          id={own.id}
          file={own.file}
          onUnsaid={openAbout}
          // What is said otherwise meanwhile, the languages of its columns, holds for the next try.
          onAgain={own.fields === fields ? undefined : () => void begin(own.file, { inPlaceOf: own.id })}
          onInto={(into, replace) => void begin(own.file, { inPlaceOf: own.id, into, replace })}
        />
      ))}
    </>
  );
}

interface FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The encoding of files that do not name it. */
function EncodingField({ value, onChange }: FieldProps) {
  const t = useTranslations("memories");
  return (
    <label>
      <span>{t("encoding")}</span>
      <input
        list="encodings"
        dir="ltr"
        maxLength={40}
        placeholder={t("detected")}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <datalist id="encodings">
        {ENCODINGS.map((own) => (
          <option key={own} value={own} />
        ))}
      </datalist>
    </label>
  );
}

/** The languages of a table's columns, where no line names them. */
function ColumnsField({ value, onChange }: FieldProps) {
  const t = useTranslations("memories");
  return (
    <label>
      <span>{t("columns")}</span>
      <input
        dir="ltr"
        maxLength={200}
        placeholder="fr, en"
        aria-describedby="columns-hint"
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <span id="columns-hint" className="quiet">
        {t("columnsHint")}
      </span>
    </label>
  );
}
