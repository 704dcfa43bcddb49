import { parseCertificate } from "@countersign/crypto-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkCaBundle, checkConsumerChain, compareCaBundles } from "../../../src/index.js";
import { type Authority, createAuthority } from "../../support/authority.js";
import { issueConsumer } from "../../support/consumer.js";

let authority: Authority;
let stranger: Authority;
let leaf: string;

beforeAll(async () => {
  authority = createAuthority();
  stranger = createAuthority();
  leaf = (await issueConsumer(authority, "a1")).ssl.content;
});

afterAll(() => {
  authority.remove();
  stranger.remove();
});

describe("checkCaBundle", () => {
  it("takes root and intermediate in any order", () => {
    expect(checkCaBundle(authority.intermediate + authority.root)).toContain("BEGIN CERTIFICATE");
  });

  it.each<[string, () => string, RegExp]>([
    ["no root", () => authority.intermediate, /no root/],
    ["no intermediate", () => authority.root, /no intermediate/],
    [
      "authorities of two roots, one of which is missing",
      () => authority.root + stranger.intermediate,
      /CN=Intermediate, whose chain ends at CN=Intermediate: the issuer CN=Root is not in it/,
    ],
    ["a server's own certificate", () => authority.bundle + leaf, /CN=a1, which is no certificate authority/],
  ])("refuses a bundle with %s", (_name, bundle, message) => {
    expect(() => checkCaBundle(bundle())).toThrow(
      expect.objectContaining({ code: "ERR_CREDENTIALS_CA_BUNDLE", message: expect.stringMatching(message) }),
    );
  });

  it("refuses a web page", () => {
    expect(() => checkCaBundle("<html>Scheduled Maintenance</html>")).toThrow(
      expect.objectContaining({ code: "ERR_CERTIFICATE_UNREADABLE" }),
    );
  });
});

describe("checkConsumerChain", () => {
  const check = (bundle: string) => checkConsumerChain(parseCertificate(leaf), bundle);

  it("takes a certificate whose chain is in the bundle, up to the root", () => {
    expect(() => check(authority.intermediate + authority.root)).not.toThrow();
    expect(() => check(authority.bundle + stranger.bundle)).not.toThrow();
  });

  it.each<[string, () => string, RegExp]>([
    // The names are the same; the keys are not.
    ["of other authorities", () => stranger.bundle, /ends at CN=a1: its issuer CN=Intermediate/],
    ["without the root", () => authority.intermediate, /ends at CN=Intermediate: its issuer CN=Root/],
    ["without the intermediate", () => authority.root, /ends at CN=a1/],
  ])("refuses a bundle %s", (_name, bundle, message) => {
    expect(() => check(bundle())).toThrow(
      expect.objectContaining({ code: "ERR_CREDENTIALS_CHAIN", message: expect.stringMatching(message) }),
    );
  });
});

describe("compareCaBundles", () => {
  it("finds two bundles the same whatever their order, line ends and comments", () => {
    const other = `# Clearstream\r\n${authority.intermediate.replaceAll("\n", "\r\n")}${authority.root}`;
    expect(compareCaBundles(authority.bundle, other)).toEqual({ isSame: true, added: [], removed: [] });
  });

  it("names what was added and removed, even where the names are the same", () => {
    const { isSame, added, removed } = compareCaBundles(
      authority.bundle,
      stranger.intermediate + authority.root,
    );
    expect(isSame).toBe(false);
    expect([added, removed]).toMatchObject([
      [{ subject: "CN=Intermediate" }],
      [{ subject: "CN=Intermediate" }],
    ]);
    expect(added[0]?.thumbprint).toMatch(/^[0-9A-F]{64}$/);
    expect(added[0]?.thumbprint).not.toBe(removed[0]?.thumbprint);
  });

  it("tells one that was only added, and one that was only removed", () => {
    const more = authority.bundle + stranger.root;
    expect(compareCaBundles(authority.bundle, more)).toMatchObject({ isSame: false, removed: [] });
    expect(compareCaBundles(more, authority.bundle)).toMatchObject({ isSame: false, added: [] });
  });

  it("refuses what cannot be read", () => {
    expect(() => compareCaBundles(authority.bundle, "<html>")).toThrow(
      expect.objectContaining({ code: "ERR_CERTIFICATE_UNREADABLE" }),
    );
  });
});
