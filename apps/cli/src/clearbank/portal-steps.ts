import type { Environment, ProfileKey } from "./profile.js";

const portals: Readonly<Record<Environment, string>> = {
  simulation: "https://institution-sim.clearbank.co.uk/",
  production: "https://institution.clearbank.co.uk/",
};

/**
 * What to do in ClearBank's portal with a new certificate request, as Markdown.
 *
 * @see ClearBank, "Create your authentication profile", "Set up and test webhook listener URLs"
 */
export function portalSteps(
  environment: Environment,
  { name, isInFile }: ProfileKey,
  isNext: boolean,
): string {
  const next = isNext ? " --next" : "";
  const kept = isInFile
    ? `\`${name}.key\` is the private key. It stays here: never upload or send it.`
    : "The private key stays where the signer has it.";
  return `# ${name}: what to do in the ClearBank Portal (${environment})

\`${name}.csr\` is the certificate request that ClearBank gets to know our key by. ${kept}

1. Sign in at ${portals[environment]}${environment === "production" ? " (with your authenticator app)" : ""}.
2. Open Institution > Certificates and Tokens and choose Generate API Token.
3. Upload \`${name}.csr\`.
4. Give the token a name and an expiry date, a year from now at the latest.
5. Generate it, and copy the token at once into your secret store: it is shown this one time only.
6. Note its expiry date here: \`countersign clearbank profile token DIR${next} --expires YYYY-MM-DD\`.
7. Try it: \`countersign clearbank doctor --profile DIR${next} --token-env CLEARBANK_TOKEN\`.
${isNext ? switchOver : webhooks}`;
}

const webhooks = `
For webhooks, in Institution > Webhook Management:

1. Choose Download Public Key: webhooks are verified with that key, which is this institution's own.
2. Search for the Test webhook, edit it, enter the URL of your listener, set it to Enabled and save.
3. Choose Test and send a message: an FITestEvent with it arrives at your listener.

Put no API key, password or other secret into a listener's URL.
`;

const switchOver = `
Then let your systems use the new token and the new key, both at the same moment. Until all of them do, keep the old
ones: a request is accepted with the key of its own token only. Acknowledgements of webhooks may be signed with the
key of any request that was uploaded, so they need no care.

When the new token is in use everywhere: \`countersign clearbank profile rotate DIR --confirm\`, and delete the old
token in the portal. To stay with the old one: \`countersign clearbank profile rotate DIR --abort\`.
`;
