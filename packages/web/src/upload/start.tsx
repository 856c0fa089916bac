import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import { documentSets } from "../api/questions.ts";
import { MemoryField, useMeantMemory } from "../shell/memory-field.tsx";
import { NamedLanguage } from "../shell/named-language.tsx";
import { handOver } from "./dropped.ts";
import { freeId } from "./names.ts";
import { isRead, languageOf, type UploadedVersion } from "./versions.ts";

interface StartProps {
  readonly versions: readonly UploadedVersion[];
  readonly onStart: (wanted: WantedSet) => Promise<void>;
}

/** What the document set will be. */
export interface WantedSet {
  readonly id: string;
  readonly symbol: string;
  /** The named memory that it goes into; `main`, if left out. */
  readonly memory?: string;
}

/** What the document set will be called, what still stands in the way, and the beginning. */
export function Start({ versions, onStart }: StartProps) {
  const t = useTranslations("upload");
  const meant = useMeantMemory();
  const sets = useQuery(documentSets());
  const [typed, setTyped] = useState<string>();
  const [into, setInto] = useState("");
  const [isBegun, setBegun] = useState(false);
  const read = versions.flatMap((version) => version.read ?? []);
  const recognised =
    read.find(({ symbol }) => symbol)?.symbol ?? read.find(({ title }) => title)?.title?.slice(0, 120) ?? "";
  const symbol = (typed ?? recognised).trim();
  const languages = versions.flatMap((version) => languageOf(version) ?? []);
  const twice = languages.find((language, at) => languages.indexOf(language) !== at);
  const isTaken = sets.data?.some((set) => set.symbol === symbol) ?? false;
  const isReady =
    versions.length >= 2 && versions.every((own) => isRead(own, versions)) && twice === undefined && symbol !== "";
  return (
    <form
      className="start"
      onSubmit={async (event) => {
        event.preventDefault();
        setBegun(true);
        const memory = into.trim() || (meant.isMain ? "" : meant.name);
        await onStart({ id: freeId(symbol, sets.data ?? []), symbol, ...(memory && { memory }) });
        setBegun(false);
      }}
    >
      <label>
        <span>{t("symbol")}</span>
        <input
          dir="auto"
          maxLength={200}
          value={typed ?? recognised}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
        />
      </label>
      <MemoryField label={t("into")} placeholder={meant.name} value={into} onChange={setInto} />
      <Button type="submit" className="primary" isDisabled={!isReady || !sets.data || isBegun}>
        {t("start")}
      </Button>
      <div role="status">
        {versions.length < 2 && <p className="quiet">{t("needTwo")}</p>}
        {twice !== undefined && (
          <p className="doubtful">
            {t.rich("same", { language: () => <NamedLanguage code={twice} /> })}{" "}
            <CompareLink files={versions.filter((version) => languageOf(version) === twice).map(({ file }) => file)} />
          </p>
        )}
        {isTaken && <p className="quiet">{t("taken")}</p>}
      </div>
    </form>
  );
}

/** To where two versions in one language are compared: perhaps that was wanted. */
function CompareLink({ files }: { readonly files: readonly File[] }) {
  const t = useTranslations("upload");
  return (
    <Link to="/compare" onClick={() => handOver(files)}>
      {t("compare")}
    </Link>
  );
}
