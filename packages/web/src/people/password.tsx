import { useId, useState } from "react";
import { ToggleButton } from "react-aria-components";
import { useTranslations } from "use-intl";
import { MIN_PASSWORD } from "./signing.ts";

interface PasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoComplete: "current-password" | "new-password" | "off";
  readonly hint?: string;
  readonly least?: number;
}

/** A field for what others should not see; it may be pasted into, and shown. */
export function PasswordField({ label, value, onChange, autoComplete, hint, least }: PasswordFieldProps) {
  const t = useTranslations("signIn");
  const [isShown, setShown] = useState(false);
  const id = useId();
  return (
    <div className="line-field">
      <label htmlFor={id}>{label}</label>
      <div className="secret">
        <input
          id={id}
          dir="ltr"
          type={isShown ? "text" : "password"}
          required
          minLength={least}
          maxLength={200}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={hint ? `${id}-hint` : undefined}
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
        <ToggleButton className="plain" aria-label={t("show")} isSelected={isShown} onChange={setShown}>
          <Eye isShut={!isShown} />
        </ToggleButton>
      </div>
      {hint && (
        <p id={`${id}-hint`} className="quiet">
          {hint}
        </p>
      )}
    </div>
  );
}

/** The password that somebody chooses. */
export function NextPassword({ value, onChange }: Pick<PasswordFieldProps, "value" | "onChange">) {
  const t = useTranslations("signIn");
  const hint = t("nextHint", { least: String(MIN_PASSWORD) });
  const own = { label: t("next"), hint, least: MIN_PASSWORD, autoComplete: "new-password" } as const;
  return <PasswordField {...own} value={value} onChange={onChange} />;
}

function Eye({ isShut }: { readonly isShut: boolean }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d="M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5z" />
      <circle cx="10" cy="10" r="2.4" />
      {isShut && <path d="M4 16 16 4" />}
    </svg>
  );
}
