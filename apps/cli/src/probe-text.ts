import type { PeerCertificate, TlsProbeReport } from "@countersign/auth";
import { visible } from "./visible.js";

/** So many of a list that may be long fit on one screen. */
const shown = 5;

type Row = readonly [name: string, value: string | undefined];

/** A report of a probe on one screen; what was not reached is left out. */
export function describeProbe(report: TlsProbeReport): string {
  const { host, port, tcpMs, handshakeMs, protocol, cipher, alpn, chain } = report;
  const { authorized, clientCertificate, httpStatus, failure } = report;
  const { requested, authorities, presented, accepted, detail } = clientCertificate;
  const isTls = protocol !== undefined;
  const rows: readonly Row[] = [
    ["server", `${host}, port ${port}`],
    ["TCP", tcpMs === undefined ? undefined : `${tcpMs} ms`],
    ["handshake", handshakeMs === undefined ? undefined : `${handshakeMs} ms`],
    ["protocol", isTls ? [protocol, cipher, alpn].filter(Boolean).join(", ") : undefined],
    ...chain.flatMap((certificate, index) => describeCertificate(certificate, index === 0)),
    ["issued by", chain.at(-1)?.issuer],
    ["trusted", handshakeMs === undefined ? undefined : yesOrNo(authorized)],
    ["asks for ours", isTls ? yesOrNo(requested) : undefined],
    ["  issued by", authorities && shorten(authorities, "; ")],
    ["  sent", requested ? (presented ?? "none") : undefined],
    ["  accepted", presented === undefined ? undefined : yesOrNo(accepted)],
    ["HTTP status", httpStatus?.toString()],
  ];
  const table = rows
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name.padEnd(14)} ${visible(value ?? "")}\n`)
    .join("");
  // Where the certificate is why it would not work, the detail is the reason and more.
  const isDetailVerdict = failure?.phase === "tls-client-certificate";
  const why = visible((isDetailVerdict ? detail : failure?.message) ?? "");
  const verdict = failure ? `It would not work (${failure.phase}): ${why}` : "It would work.";
  return `${table}\n${isTls && !isDetailVerdict ? `${visible(detail)}\n` : ""}${verdict}\n`;
}

function describeCertificate(certificate: PeerCertificate, isLeaf: boolean): Row[] {
  const { subject, notAfter, daysLeft, subjectAltNames } = certificate;
  return [
    [isLeaf ? "certificate" : "issuer", subject],
    ["  for", subjectAltNames && shorten(subjectAltNames, ", ")],
    ["  until", `${notAfter.toISOString()} (${daysLeft < 0 ? "over" : `${daysLeft} days left`})`],
  ];
}

function shorten(names: readonly string[], separator: string): string {
  const more = names.length > shown ? ` and ${names.length - shown} more` : "";
  return names.slice(0, shown).join(separator) + more;
}

function yesOrNo(answer: boolean | undefined): string {
  return answer === undefined ? "not known" : answer ? "yes" : "no";
}
