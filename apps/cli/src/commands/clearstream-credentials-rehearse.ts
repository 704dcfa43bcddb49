import type { ClearstreamCredentials } from "@countersign/clearstream";
import { CountersignError } from "@countersign/crypto-core";
import { type CredentialFolder, readCredentialFolder } from "../clearstream/credential-folder.js";
import { loadFolder } from "../clearstream/open-credentials.js";
import {
  environmentNames,
  environmentOptions,
  fileOptions,
  passwordOptions,
  readEnvironment,
} from "../clearstream/options.js";
import { requireSuccessor, swapBack, swapIn } from "../clearstream/swap-credentials.js";
import type { Arguments, Command } from "../command.js";
import { about } from "../errors.js";
import type { Io } from "../io.js";
import { readRequiredSecret, secretNames } from "../options.js";

export const clearstreamCredentialsRehearse: Command = {
  name: "clearstream credentials rehearse",
  summary:
    "try new credentials at Clearstream, and only if they work put them in the place of the current ones",
  operands: [],
  options: {
    current: { value: "DIR", summary: "the folder that programs use", isRequired: true },
    new: { value: "DIR", summary: "the folder with the new files" },
    undo: { summary: "put the files that were replaced last back in their place" },
    ...environmentOptions,
    ...passwordOptions,
    ...fileOptions,
  },
  exactlyOne: [["new", "undo"]],
  atMostOne: [environmentNames, secretNames("password"), secretNames("passphrase")],
  notes:
    'They are tried with a token and a call of the playground; where that fails, nothing is changed. Each file is replaced at once and whole, and has key and certificate in it, so that a program finds one or the other at any time. What was replaced is in DIR/previous, until the next time; after --undo, what was taken away again is in DIR/undone. The CA bundle stays, and is the one that they are tried with.\nTo try without replacing: "clearstream doctor --credentials NEW_DIR".',
  example:
    "countersign clearstream credentials rehearse --new new-keystores --current keystores --environment production --password-env CLEARSTREAM_PASSWORD",
  async run(args, io) {
    const folder = args.text("current");
    const current = await readCredentialFolder(folder, args, io);
    if (args.flag("undo")) {
      const { files, until } = await swapBack(folder, current, io);
      return {
        text: `Put back ${files.join(" and ")}, valid until ${until.toISOString()}. What was there is in ${folder}/undone.`,
        json: { userId: current.userId, files, validUntil: until },
      };
    }
    const next = await readNext(args, current, io);
    const credentials = await about(args.text("new"), () => loadFolder(next, io.now()));
    await requireSuccessor(next, current, credentials);
    await tryOut(credentials, args, io);
    const files = await swapIn(folder, next, io);
    const { notAfter } = credentials.identity.certificate;
    return {
      text: `The new credentials work, and are in place: ${files.join(" and ")}, valid until ${notAfter.toISOString()}. What was there is in ${folder}/previous; --undo brings it back.`,
      json: { userId: next.userId, files, validUntil: notAfter },
    };
  },
};

/** The authorities stay as they are, so that the new files are tried with those. */
async function readNext(args: Arguments, current: CredentialFolder, io: Io): Promise<CredentialFolder> {
  const next = await readCredentialFolder(args.text("new"), args, io);
  const ca = current.ca ?? next.ca;
  return { ...next, ...(ca && { ca }) };
}

async function tryOut(credentials: ClearstreamCredentials, args: Arguments, io: Io): Promise<void> {
  const environment = readEnvironment(args);
  const password = await readRequiredSecret(args, io, "password");
  const { clearstreamScopes, createClearstreamClient } = await import("@countersign/clearstream");
  const client = createClearstreamClient({
    environment,
    credentials,
    password: () => password,
    scope: [clearstreamScopes.playground],
    now: () => io.now(),
  });
  try {
    await client.playground.info();
  } catch (cause) {
    if (!(cause instanceof CountersignError)) throw cause;
    const message = `The new credentials do not work, and nothing was changed: ${cause.message}`;
    throw new CountersignError(cause.code, message, { cause });
  } finally {
    await client.close();
  }
}
