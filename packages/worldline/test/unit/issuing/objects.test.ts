import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, expectTypeOf, it } from "vitest";
import { worldlineIssuingPersonalFields } from "../../../src/issuing/index.js";
import type {
  CreateCorporateContractRequestSepaMandate,
  SepaMandateMailAddress,
} from "../../../src/issuing/objects/corporate-contract-request.js";

const listed = new URL("../../../../../../shared/reference/worldline-issuing-objects.json", import.meta.url);
const folder = new URL("../../../src/issuing/objects/", import.meta.url);

/** Members by interface: true where it has to be there. */
type Objects = ReadonlyMap<string, Readonly<Record<string, boolean>>>;

/** Read from the source, as types are gone when it runs. */
const ours: Objects = new Map(
  readdirSync(folder).flatMap((file) => {
    const text = readFileSync(new URL(file, folder), "utf8");
    return [...text.matchAll(/^export interface (\w+)[^{]*\{\n([\s\S]*?)^\}/gm)].map(
      ([, name = "", body = ""]) => {
        const members = [...body.matchAll(/^ {2}readonly "?(\w+ ?)"?(\??):/gm)];
        return [
          name,
          Object.fromEntries(members.map(([, member = "", optional]) => [member, optional === ""])),
        ] as const;
      },
    );
  }),
);

describe.runIf(existsSync(listed))("the list of objects", () => {
  const objects = existsSync(listed)
    ? (JSON.parse(readFileSync(listed, "utf8")) as Record<string, Record<string, string>>)
    : {};
  const theirs: Objects = new Map(
    Object.entries(objects)
      .filter(([name]) => !name.startsWith("_"))
      .map(([name, members]) => [
        name.replace(/[._]/g, ""),
        Object.fromEntries(
          Object.keys(members)
            .filter((member) => !member.startsWith("_"))
            .map((member) => [member.replace("!", ""), member.endsWith("!")]),
        ),
      ]),
  );

  it("has every one of our objects, but for those that it has within another or does not describe", () => {
    expect([...ours.keys()].filter((name) => !theirs.has(name)).sort()).toEqual([
      // "definition not read": its members' names are told where it is referred to.
      "GlobalSearchContractRequestAccount",
      "LetterTemplateParameterValueParameters",
      "LetterTemplateParameterValueSubParameter",
      "OverrideProductExtensionBalancingRequestProfile",
    ]);
  });

  const shared = [...ours.keys()].filter((name) => theirs.has(name) && name !== "OperationDetails");
  it.each(shared)("gives %s the same members, the same of them required", (name) => {
    expect(ours.get(name)).toEqual(theirs.get(name));
  });

  it("gives OperationDetails what it has besides an operation's members, or otherwise than those", () => {
    const added = Object.keys(theirs.get("OperationDetails") ?? {}).filter(
      (member) => !Object.hasOwn(theirs.get("Operation") ?? {}, member),
    );
    const redefined = ["acquisitionMaterial", "rewardedOperationIdentifier", "parentOperationIdentifier"];
    expect(Object.keys(ours.get("OperationDetails") ?? {}).sort()).toEqual([...added, ...redefined].sort());
  });
});

it("what the release notes and the list of changes name is there", () => {
  const has = (name: string, member: string) => Object.hasOwn(ours.get(name) ?? {}, member);
  const changes = [
    // "What's Changed", which names no release.
    ["ContractFee", "membershipFeeAnniversaryDate"],
    ["ReplaceCustomerInContractRequestCustomer", "correspondenceName"],
    // The release notes of 2.30.1.
    ["Operation", "origin"],
    ["Operation", "username"],
    ["ReprintHistory", "origin"],
    ["ReprintHistory", "username"],
    ["CreditTransfer", "statusHistory"],
    ["DirectDebit", "statusHistory"],
    ["GlobalSearchTransactionRequest", "cardIdentifier"],
    ["GlobalSearchTransactionRequest", "accountIdentifier"],
    ["CreateCorporateContractRequestSepaMandate", "debtorPostalAddress"],
  ] as const;
  expect(changes.filter(([name, member]) => !has(name, member))).toEqual([]);
});

it("a mandate's postal address is an object, where it was text before 2.30.1", () => {
  type Address = NonNullable<CreateCorporateContractRequestSepaMandate["debtorPostalAddress"]>;
  expectTypeOf<Address>().toEqualTypeOf<SepaMandateMailAddress>();
  expectTypeOf<Address>().toBeObject();
  expectTypeOf<{ streetName: string }>().toExtend<Address>();
  expectTypeOf<string>().not.toExtend<Address>();
});

it("what is masked are members that there are", () => {
  const members = new Set([...ours.values()].flatMap((each) => Object.keys(each)));
  expect(worldlineIssuingPersonalFields.filter((name) => !members.has(name))).toEqual([]);
});
