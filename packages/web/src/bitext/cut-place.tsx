import type { KeyboardEvent, MouseEvent } from "react";
import { useLocale, useTranslations } from "use-intl";
import { directionOf, inLanguage, languageNameIn } from "../text/languages.ts";

interface CutPlaceProps {
  readonly text: string;
  readonly language: string;
  /** Where it may be cut, rising, in UTF-16 code units. */
  readonly places: readonly number[];
  readonly at: number;
  readonly onChange: (at: number) => void;
  /** Cuts it there: Enter. */
  readonly onCut: () => void;
}

/** A text with the place at which it is to be cut: moved by the arrows, or by a click between two parts. */
export function CutPlace({ text, language, places, at, onChange, onCut }: CutPlaceProps) {
  const t = useTranslations("segments");
  const now = Math.max(0, places.indexOf(at));
  const isRtl = directionOf(language) === "rtl";
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      // A key that is held down cuts once.
      if (!event.repeat) onCut();
      return;
    }
    const forward = event.key === "ArrowDown" || event.key === (isRtl ? "ArrowLeft" : "ArrowRight");
    const back = event.key === "ArrowUp" || event.key === (isRtl ? "ArrowRight" : "ArrowLeft");
    const ends: Readonly<Record<string, number>> = { Home: 0, End: places.length - 1 };
    const next = ends[event.key] ?? (forward ? now + 1 : back ? now - 1 : undefined);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const place = places[Math.min(Math.max(next, 0), places.length - 1)];
    if (place !== undefined) onChange(place);
  };
  /** A click behind a part of the text cuts it there. */
  const onClick = ({ target }: MouseEvent): void => {
    const end = target instanceof HTMLElement ? target.closest<HTMLElement>("[data-end]")?.dataset.end : undefined;
    if (end !== undefined) onChange(Number(end));
  };
  return (
    <div
      className="cut-place"
      {...inLanguage(language)}
      role="slider"
      tabIndex={0}
      aria-label={t("place", { language: languageNameIn(useLocale(), language) })}
      aria-valuemin={0}
      aria-valuemax={places.length - 1}
      aria-valuenow={now}
      aria-valuetext={`${text.slice(Math.max(0, at - 30), at)} ✂ ${text.slice(at, at + 30)}`}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {now === 0 && <Scissors />}
      {places.slice(1).map((end, index) => (
        <span key={end}>
          <span className="part" data-end={end}>
            {text.slice(places[index], end)}
          </span>
          {index + 1 === now && <Scissors />}
        </span>
      ))}
    </div>
  );
}

const Scissors = () => (
  <span className="cut" aria-hidden="true">
    ✂
  </span>
);
