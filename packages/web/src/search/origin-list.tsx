import { useMemo } from "react";
import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { useFormatter, useTranslations } from "use-intl";
import { type Narrowed, type Origin, originsIn } from "../addresses.ts";
import type { DocumentSet, Hit } from "../api/client.ts";
import { First, LeaveOut } from "../shell/icons.tsx";
import { useSetName } from "../shell/set-name.ts";
import { originsOf, SAYINGS, type Saying, saying, shownOrigin } from "./origins.ts";

/** Told what is said of an origin. */
export type Say = (origin: Origin, said: Saying | undefined) => void;

/** Origins that are listed of each kind; the others have few hits. */
const LISTED = 12;

interface OriginListProps {
  readonly hits: readonly Hit[];
  readonly sets: readonly DocumentSet[];
  readonly onSay: Say;
}

/** How many hits are from each document, organ and memory, each to be left out or shown first; nothing where all are from one. */
export function OriginList({ hits, sets, onSay }: OriginListProps) {
  const t = useTranslations("origins");
  const nameOf = useSetName();
  const format = useFormatter();
  const kinds = useMemo(() => originsOf(hits, sets).filter(({ counts }) => counts.length > 1), [hits, sets]);
  if (kinds.length === 0) return null;
  return (
    <Disclosure className="narrow origins">
      <Heading level={3}>
        <Button slot="trigger">{t("title")}</Button>
      </Heading>
      <DisclosurePanel>
        <div className="kinds">
          {kinds.map(({ kind, counts }) => (
            <section key={kind}>
              <h4 className="quiet">{t(kind === "documentSet" ? "document" : kind)}</h4>
              <ul>
                {counts.slice(0, LISTED).map(([origin, count]) => (
                  <li key={origin.name}>
                    <bdi>{shownOrigin(origin, sets, nameOf)}</bdi>
                    <span className="count">{format.number(count)}</span>
                    <SayButtons origin={origin} name={shownOrigin(origin, sets, nameOf)} onSay={onSay} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </DisclosurePanel>
    </Disclosure>
  );
}

interface SayButtonsProps {
  readonly origin: Origin;
  readonly name: string;
  readonly onSay: Say;
}

/** Shows an origin first, or leaves it out, by one press. */
export function SayButtons({ origin, name, onSay }: SayButtonsProps) {
  const t = useTranslations("origins");
  return (
    <span className="sayings">
      <Button className="copy" aria-label={t("prefer", { name })} onPress={() => onSay(origin, "prefer")}>
        <First />
      </Button>
      <Button className="copy" aria-label={t("leaveOut", { name })} onPress={() => onSay(origin, "leaveOut")}>
        <LeaveOut />
      </Button>
    </span>
  );
}

interface OriginChipsProps {
  readonly narrowed: Narrowed;
  readonly sets: readonly DocumentSet[];
  readonly onNarrow: (narrowed: Narrowed) => void;
}

/** What is left out and what comes first, each taken back by one press. */
export function OriginChips({ narrowed, sets, onNarrow }: OriginChipsProps) {
  const t = useTranslations("origins");
  const nameOf = useSetName();
  const said = SAYINGS.flatMap((own) => originsIn(narrowed[own]).map((origin) => [own, origin] as const));
  if (said.length === 0) return null;
  return (
    <ul className="chips said" aria-label={t("chosen")}>
      {said.map(([own, origin]) => {
        const what = t(own === "leaveOut" ? "without" : "first", { name: shownOrigin(origin, sets, nameOf) });
        return (
          <li key={`${own} ${origin.kind} ${origin.name}`}>
            <Button
              className="chip selected"
              aria-label={t("remove", { what })}
              onPress={() => onNarrow(saying(narrowed, origin, undefined))}
            >
              <bdi>{what}</bdi> <span aria-hidden="true">×</span>
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
