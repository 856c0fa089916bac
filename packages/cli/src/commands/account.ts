import { Command, Option } from "@commander-js/extra-typings";
import type { Account, Grants, Memory } from "@sextant/core/memory";
import { names, pairOf, UsageError } from "../exit.ts";
import { DATA, withMemory } from "../files.ts";
import { askedSecret } from "../secret.ts";
import { counted } from "../terminal.ts";

const ROLES = ["reader", "translator", "reviser", "admin"] as const;
const DATA_OPTION = ["--data <folder>", "where the memory is", DATA] as const;
const MEMORIES_OPTION = [
  "-m, --memories <names>",
  "the named memories that there are for them, separated by commas; NAME=ROLE for another role there; all if left out",
  names,
] as const;
const roleOption = () => new Option("-r, --role <name>", "what they may do").choices(ROLES).default("reader" as const);

const add = new Command("add")
  .description("Make an account; its password is made and shown once, and replaced at the first sign-in")
  .argument("<name>", "what the person signs in by")
  .addOption(roleOption())
  .option(...MEMORIES_OPTION)
  .option("--password", "ask for a password on the terminal, or read it from standard input, in place of making one")
  .option(...DATA_OPTION)
  .action(async (name, { role, memories, password: isAsked, data }) => {
    const { keptPassword, madePassword } = await import("@sextant/server");
    await withMemory(data, async (memory) => {
      const grants = await grantsOf(memory, role, memories);
      if (isAsked) {
        const hash = await keptPassword(await askedSecret(`Password of ${name}: `), name);
        await memory.serving.addAccount({ name, password: { hash }, ...grants });
        console.error(`Account of ${name}, ${told(grants)}`);
      } else {
        const { password, kept } = await madePassword(name);
        await memory.serving.addAccount({ name, password: kept, ...grants });
        console.error(`Account of ${name}, ${told(grants)}; password, good until ${kept.until.slice(0, 10)}:`);
        console.log(password);
      }
    });
  });

const list = new Command("list")
  .description("Show all accounts, with how many sessions they have")
  .option(...DATA_OPTION)
  .action(async ({ data }) => {
    await withMemory(data, async (memory) => {
      for (const { id, name, created, provider, sessions, ...grants } of await memory.serving.accounts())
        console.log(
          [id, name || "(erased)", told(grants), created.slice(0, 10), sessions, provider ?? ""].join("\t").trimEnd(),
        );
    });
  });

const change = new Command("change")
  .description("Say what a person may do from now on; a server knows it within five seconds")
  .argument("<name>", "as sextant account list shows it")
  .addOption(roleOption())
  .option(...MEMORIES_OPTION)
  .option(...DATA_OPTION)
  .action(async (name, { role, memories, data }) => {
    await withMemory(data, async (memory) => {
      const { id } = await accountOf(memory, name);
      const grants = await grantsOf(memory, role, memories);
      await memory.serving.grant(id, grants);
      console.error(`${name}: ${told(grants)}`);
    });
  });

const password = new Command("password")
  .description("Make another password for a person who has lost theirs; their sessions end")
  .argument("<name>", "as sextant account list shows it")
  .option(...DATA_OPTION)
  .action(async (name, { data }) => {
    const { madePassword } = await import("@sextant/server");
    await withMemory(data, async (memory) => {
      const { id, provider } = await accountOf(memory, name);
      if (provider !== undefined) throw new Error(`${name} signs in at ${provider}, and has no password here`);
      const { password, kept } = await madePassword(name);
      await memory.serving.setPassword(id, kept);
      console.error(`Password of ${name}, good until ${kept.until.slice(0, 10)}:`);
      console.log(password);
    });
  });

const end = new Command("end")
  .description("Sign a person out everywhere, or everybody")
  .argument("[name]", "as sextant account list shows it")
  .option("--everybody", "all people, and all who are signed in by a token")
  .option(...DATA_OPTION)
  .action(async (name, { everybody = false, data }) => {
    if ((name === undefined) !== everybody) throw new UsageError("whom? a name, or else --everybody");
    await withMemory(data, async (memory) => {
      const owner = name === undefined ? undefined : (await accountOf(memory, name)).id;
      const ended = await memory.serving.endSessions(owner);
      console.error(`${counted(ended, "session")} of ${name ?? "everybody"} ${ended === 1 ? "has" : "have"} ended`);
    });
  });

const erase = new Command("erase")
  .description("Erase a person's name: what they changed stays, as an id's; tokens of that name are revoked")
  .argument("<name>", "as sextant account list shows it")
  .option(...DATA_OPTION)
  .action(async (name, { data }) => {
    await withMemory(data, async (memory) => {
      const { id } = await accountOf(memory, name);
      await memory.serving.eraseAccount(id);
      console.error(`the name of account ${id} is erased`);
    });
  });

/** `sextant account`: who signs in to a server, and what they may do. */
export const accountCommand = new Command("account")
  .addCommand(add)
  .addCommand(list)
  .addCommand(change)
  .addCommand(password)
  .addCommand(end)
  .addCommand(erase);

async function accountOf(memory: Memory, name: string): Promise<Account> {
  const found = (await memory.serving.accounts()).find((own) => own.name === name.normalize("NFC").trim());
  if (!found) throw new Error(`there is no account of ${name}; sextant account list shows all`);
  return found;
}

/** What a role and names of memories mean: the role everywhere, or in each of them, unless it has its own. */
async function grantsOf(memory: Memory, role: string, listed: readonly string[] | undefined): Promise<Grants> {
  if (!listed) return { role };
  const own = Object.fromEntries(listed.map((one) => (one.includes("=") ? pairOf("--memories", one) : [one, role])));
  const wrong = Object.values(own).find((named) => !(ROLES as readonly string[]).includes(named));
  if (wrong !== undefined) throw new UsageError(`${wrong} is no role; there are ${ROLES.join(", ")}`);
  const known = new Set((await memory.memories.list()).map(({ name }) => name));
  const unknown = Object.keys(own).filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new UsageError(`there is no memory ${unknown.join(", ")}; there are ${[...known].join(", ")}`);
  return { memories: own };
}

/** What somebody may do, in words. */
function told({ role, memories = {} }: Grants): string {
  const named = Object.entries(memories).map(([name, own]) => `${own} of ${name}`);
  return [...(role ? [role] : []), ...named].join(", ") || "nothing";
}
