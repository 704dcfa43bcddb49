import { join } from "node:path";
import { credentialFileName } from "../clearstream/credential-folder.js";
import { passwordOptions } from "../clearstream/options.js";
import { handInRequests, readPortal } from "../clearstream/portal.js";
import type { Command } from "../command.js";
import { about, CliError } from "../errors.js";
import type { Io } from "../io.js";
import { readRequiredSecret, secretNames } from "../options.js";

export const clearstreamCredentialsNew: Command = {
  name: "clearstream credentials new",
  summary: "make an API consumer's two keys and have them certified, as the portal's page does in a browser",
  operands: [],
  options: {
    user: { value: "ID", summary: "the API consumer's user id, as a00012345_0012345", isRequired: true },
    out: { value: "DIR", summary: "the folder for the two files", isRequired: true },
    portal: { value: "URL", summary: "the sandbox's control API, on this machine", isRequired: true },
    ...passwordOptions,
  },
  exactlyOne: [secretNames("password")],
  notes:
    "Both private keys are made here and never leave; what leaves are requests for certificates, with the password. Clearstream's own portal does the same in the browser only: there you download the two files, which all other commands take as they are.",
  example:
    "countersign clearstream credentials new --user a00012345_0012345 --out keystores --portal http://127.0.0.1:4600 --password-env CLEARSTREAM_PASSWORD",
  async run(args, io) {
    const [userId, folder] = [args.text("user"), args.text("out")];
    const portal = readPortal(args.text("portal"));
    const password = await readRequiredSecret(args, io, "password");
    const { prepareConsumer } = await import("@countersign/clearstream");
    const { importTlsIdentity } = await import("@countersign/auth");
    const consumer = await prepareConsumer(userId);
    const paths = (["ssl", "signing"] as const).map((type) => join(folder, credentialFileName(userId, type)));
    for (const path of paths) await requireAbsent(path, io);
    const certificates = await handInRequests(portal, userId, {
      password,
      ...consumer.certificateRequests,
    });
    const files = consumer.complete(certificates);
    for (const { name, content } of files) {
      await about(name, () => importTlsIdentity({ certificate: content, now: io.now() }));
    }
    await io.makeFolder(folder);
    for (const { name, content } of files) {
      await io.write(join(folder, name), content, { isPrivate: true, force: false });
    }
    return {
      text: `Wrote ${paths.join(" and ")}, which only you can read.\nGet the server's authorities with "countersign clearstream ca fetch", then try everything with "countersign clearstream doctor".`,
      json: { userId, files: paths },
    };
  },
};

/** There is no --force: other programs may be using what is there. */
async function requireAbsent(path: string, io: Io): Promise<void> {
  if (!(await io.exists(path))) return;
  throw new CliError(
    "ERR_FILE_EXISTS",
    `${path}: exists already. Make the new credentials in another folder, then change to them with "clearstream credentials rehearse".`,
  );
}
