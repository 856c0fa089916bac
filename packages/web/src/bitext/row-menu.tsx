import { Menu, MenuItem, Popover, Separator } from "react-aria-components";
import { useTranslations } from "use-intl";
import type { Act, KeyedAct } from "../settings/keys.ts";
import { usePreferences } from "../settings/preferences.ts";
import { useStroke } from "../settings/stroke.tsx";

interface RowMenuProps {
  /** The button of the row that it is opened for; it is closed if undefined. */
  readonly button: HTMLElement | undefined;
  /** The position of that row, and of the one that waits to be linked with another. */
  readonly position: number | undefined;
  readonly waiting: number | undefined;
  readonly onAct: (act: Act) => void;
  readonly onClose: () => void;
}

/** What can be done to a row. One menu serves all rows: a menu for each would be made at every turn of the wheel. */
export function RowMenu({ button, position, waiting, onAct, onClose }: RowMenuProps) {
  const t = useTranslations("keys");
  const link =
    waiting === undefined ? t("link") : waiting === position ? t("linkNone") : t("linkTo", { row: waiting + 1 });
  return (
    <Popover
      className="popover"
      triggerRef={{ current: button ?? null }}
      isOpen={button !== undefined}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <Menu
        className="list"
        aria-label={button?.getAttribute("aria-label") ?? t("title")}
        autoFocus="first"
        onClose={onClose}
        onAction={(key) => onAct(String(key) as Act)}
      >
        <Item id="confirm" />
        <Item id="reject" />
        <Separator />
        <Item id="merge" />
        <Item id="split" />
        <Item id="moveUp" />
        <Item id="moveDown" />
        <Item id="link" text={link} />
        <Item id="unlink" />
        <Separator />
        <Item id="segments" />
        <Item id="copy" />
        <Item id="address" />
        <Item id="choose" />
      </Menu>
    </Popover>
  );
}

/** @param text what it says in place of the act's name */
function Item({ id, text }: { readonly id: KeyedAct; readonly text?: string }) {
  const t = useTranslations("keys");
  const said = text ?? t(id);
  const { keys } = usePreferences();
  const stroke = useStroke();
  return (
    <MenuItem id={id} className="item" textValue={said}>
      <span>{said}</span>
      <kbd>{stroke(keys[id]).join(" ")}</kbd>
    </MenuItem>
  );
}
