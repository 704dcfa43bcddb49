import type { Arguments, OptionSpec } from "./command.js";

export const subjectOption: OptionSpec = {
  value: "NAME",
  summary:
    'the subject as RFC 4514 writes it, its last part first in the certificate: "CN=example,O=Example,C=GB"',
  isRequired: true,
};

export const sanOption: OptionSpec = {
  value: "NAME",
  isList: true,
  summary: "another name: DNS:example.com, IP:192.0.2.1, email:a@example.com, URI:https://example.com/",
};

/** The other names, where there are any. */
export function readSans(args: Arguments): { readonly subjectAltNames?: readonly string[] } {
  const subjectAltNames = args.list("san");
  return subjectAltNames.length > 0 ? { subjectAltNames } : {};
}
