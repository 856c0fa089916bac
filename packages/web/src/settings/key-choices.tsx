import { type KeyboardEvent, useState } from "react";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import { type Act, FIRST_KEYS, KEYED_ACTS, type KeyedAct, strokeOf, takenBy } from "./keys.ts";
import { prefer, usePreferences } from "./preferences.ts";
import { Stroke, useStroke } from "./stroke.tsx";

/** The keys that correct rows, each of which may be another one. */
export function KeyChoices() {
  const t = useTranslations("settings");
  const { keys } = usePreferences();
  const isFirst = KEYED_ACTS.every((act) => keys[act] === FIRST_KEYS[act]);
  return (
    <section>
      <h2>{t("keys")}</h2>
      <p className="quiet">{t("keysHint")}</p>
      <ul className="key-choices">
        {KEYED_ACTS.map((act) => (
          <KeyChoice key={act} act={act} />
        ))}
      </ul>
      <Button isDisabled={isFirst} onPress={() => prefer({ keys: FIRST_KEYS })}>
        {t("keysReset")}
      </Button>
    </section>
  );
}

/** What is done by a key, and the key: pressed, the next key pressed takes its place. */
function KeyChoice({ act }: { readonly act: KeyedAct }) {
  const t = useTranslations("settings");
  const named = useTranslations("keys");
  const { keys } = usePreferences();
  const [isAsked, setAsked] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const stroke = useStroke();
  const end = (): void => {
    setAsked(false);
    setRefusal(undefined);
  };
  const give = (pressed: string): void => {
    const taken = takenBy(pressed, act, keys);
    const key = stroke(pressed).join(" ");
    if (taken === "reserved") setRefusal(t("keyReserved", { key }));
    else if (taken !== "free") setRefusal(t("keyTaken", { key, act: nameOf(taken, named) }));
    else {
      prefer({ keys: { ...keys, [act]: pressed } });
      end();
    }
  };
  const take = (event: KeyboardEvent): void => {
    const pressed = strokeOf(event.nativeEvent);
    if (event.code === "Escape" || event.code === "Tab") end();
    else if (pressed !== undefined) {
      event.preventDefault();
      give(pressed);
    }
  };
  return (
    <li>
      <span aria-hidden="true">{named(act)}</span>
      {/* A button of the page itself: the library's would take Enter and Space for a press. */}
      <button
        type="button"
        aria-label={
          isAsked
            ? `${named(act)} – ${t("pressKey")}`
            : t("keyOf", { act: named(act), key: stroke(keys[act]).join(" ") })
        }
        aria-pressed={isAsked}
        onClick={() => setAsked(true)}
        onBlur={end}
        {...(isAsked && { onKeyDown: take, onKeyUp: (event) => event.preventDefault() })}
      >
        {isAsked ? t("pressKey") : <Stroke stroke={keys[act]} />}
      </button>
      <span role="status" className="doubtful">
        {refusal}
      </span>
    </li>
  );
}

/** What a key does already, as the panel of keys calls it. */
function nameOf(act: Act, named: ReturnType<typeof useTranslations<"keys">>): string {
  const isOfPages = act === "first" || act === "last" || act === "pageUp" || act === "pageDown";
  return named(isOfPages ? "page" : act);
}
