import { useTranslations } from "use-intl";
import type { Account } from "../api/client.ts";

export const ROLES = ["reader", "translator", "reviser", "admin"] as const;
export type Role = (typeof ROLES)[number];
/** What somebody may do: in every memory, and in named ones. */
export type Grants = Pick<Account, "role" | "memories">;

interface GrantsFieldsProps {
  /** Of whom. */
  readonly name: string;
  readonly grants: Grants;
  readonly memories: readonly string[];
  readonly onChange: (grants: Grants) => void;
}

/** What somebody may do, to be chosen. */
export function GrantsFields({ name, grants, memories, onChange }: GrantsFieldsProps) {
  const t = useTranslations("people");
  const named = { ...grants.memories };
  // Of roles that were given in memories, those that are no longer there stay in sight.
  const all = [...new Set([...memories, ...Object.keys(named)])];
  const given = (role: Role | undefined, own: Record<string, Role>): Grants => ({
    ...(role && { role }),
    ...(Object.keys(own).length > 0 && { memories: own }),
  });
  return (
    <div className="grants">
      <div className="grant">
        <span aria-hidden="true">{t("role")}</span>
        <RoleSelect
          label={t("roleOf", { name })}
          value={grants.role}
          onChange={(role) => onChange(given(role, named))}
        />
      </div>
      <details>
        <summary>
          {t("byMemory")} <span className="count">{Object.keys(named).length || ""}</span>
        </summary>
        {all.map((memory) => (
          <div key={memory} className="grant">
            <bdi aria-hidden="true">{memory}</bdi>
            <RoleSelect
              label={t("roleIn", { name, memory })}
              value={named[memory]}
              onChange={(role) => {
                const { [memory]: _, ...others } = named;
                onChange(given(grants.role, role ? { ...others, [memory]: role } : others));
              }}
            />
          </div>
        ))}
      </details>
    </div>
  );
}

interface RoleSelectProps {
  readonly label: string;
  readonly value: Role | undefined;
  readonly onChange: (role: Role | undefined) => void;
}

function RoleSelect({ label, value, onChange }: RoleSelectProps) {
  const t = useTranslations("people");
  return (
    <select
      aria-label={label}
      value={value ?? ""}
      onChange={({ currentTarget }) => onChange(ROLES.find((role) => role === currentTarget.value))}
    >
      <option value="">{t("nothing")}</option>
      {ROLES.map((role) => (
        <option key={role} value={role}>
          {t(`roles.${role}`)}
        </option>
      ))}
    </select>
  );
}
