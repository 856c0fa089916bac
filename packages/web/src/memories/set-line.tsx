import { Link } from "@tanstack/react-router";
import { useState } from "react";
import {
  Button,
  Dialog,
  Heading,
  Menu,
  MenuItem,
  MenuTrigger,
  Modal,
  ModalOverlay,
  Popover,
} from "react-aria-components";
import { useFormatter, useTranslations } from "use-intl";
import { answerOf, client, type DocumentSet, type Memory } from "../api/client.ts";
import { usePreferences } from "../settings/preferences.ts";
import { Dots } from "../shell/icons.tsx";
import { MemoryField } from "../shell/memory-field.tsx";
import { useSetName } from "../shell/set-name.ts";
import { titledVersion } from "../text/document-names.ts";
import { inLanguage, languageName } from "../text/languages.ts";
import { useChange, useRemoval } from "./changes.ts";

interface SetLineProps {
  readonly set: DocumentSet;
  readonly memories: readonly Memory[];
}

/** A document set of a memory: what it is, and what can be done with it. */
export function SetLine({ set, memories }: SetLineProps) {
  const t = useTranslations("memories");
  const format = useFormatter();
  const [isMoved, setMoved] = useState(false);
  const { remove } = useRemoval();
  const name = useSetName()(set);
  const { languages, locale } = usePreferences();
  const title = titledVersion(set, [...languages, locale]);
  return (
    <li className="with-actions">
      <Link to="/documents/$id" params={{ id: set.id }}>
        <bdi className="symbol-name">{name}</bdi>
        {title && <span {...inLanguage(title.language)}>{title.title}</span>}
      </Link>
      <p className="quiet">
        <span>
          {format.list(
            set.versions.map(({ language }) => (
              <bdi key={language} lang={language}>
                {languageName(language)}
              </bdi>
            )),
          )}
        </span>
        <span>{t("segments", { count: set.units })}</span>
      </p>
      <MenuTrigger>
        <Button className="more-plain" aria-label={t("actions", { symbol: name })}>
          <Dots />
        </Button>
        <Popover className="popover" placement="bottom end">
          <Menu className="list">
            <MenuItem className="item" onAction={() => setMoved(true)}>
              {t("move")}
            </MenuItem>
            <MenuItem
              className="item"
              onAction={() =>
                remove(
                  { kind: "document", name },
                  client.api["document-sets"][":id"].$delete({ param: { id: set.id } }),
                )
              }
            >
              {t("remove")}
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      <ModalOverlay className="overlay" isDismissable isOpen={isMoved} onOpenChange={setMoved}>
        <Modal className="modal">
          <Dialog className="dialog">
            <Move set={set} memories={memories} onDone={() => setMoved(false)} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </li>
  );
}

function Move({ set, memories, onDone }: SetLineProps & { readonly onDone: () => void }) {
  const t = useTranslations("memories");
  const change = useChange();
  const named = useSetName()(set);
  const [name, setName] = useState("");
  return (
    <form
      className="replace"
      onSubmit={(event) => {
        event.preventDefault();
        change(
          () =>
            answerOf(
              client.api["document-sets"][":id"].memory.$put({ param: { id: set.id }, json: { name: name.trim() } }),
            ),
          t("moved", { symbol: named, name: name.trim() }),
        ).then(onDone);
      }}
    >
      <Heading slot="title">{t("move")}</Heading>
      <p className="quiet">
        <bdi>{named}</bdi>
      </p>
      <MemoryField
        label={t("moveTo")}
        placeholder={memories.find((own) => own.name !== set.memory)?.name ?? ""}
        value={name}
        onChange={setName}
        isRequired
      />
      <div className="tools">
        <Button type="submit" className="primary">
          {t("moveDo")}
        </Button>
        <Button onPress={onDone}>{t("cancel")}</Button>
      </div>
    </form>
  );
}
