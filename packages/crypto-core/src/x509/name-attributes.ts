/** What X.520, RFC 4519 and RFC 5280 appendix A.1 say of one kind of attribute in a name. */
export interface AttributeType {
  readonly oid: string;
  /** The keyword that it is written with; registered with IANA as an LDAP descriptor. */
  readonly keyword: string;
  /** Other keywords that it is read by. */
  readonly aliases?: readonly string[];
  /** The string type that it is encoded in. */
  readonly syntax: "utf8" | "printable" | "ascii";
  /** The most characters that it may have. */
  readonly maxLength?: number;
}

export const attributeTypes: readonly AttributeType[] = [
  { keyword: "CN", oid: "2.5.4.3", aliases: ["commonName"], syntax: "utf8", maxLength: 64 },
  { keyword: "O", oid: "2.5.4.10", aliases: ["organizationName"], syntax: "utf8", maxLength: 64 },
  { keyword: "OU", oid: "2.5.4.11", aliases: ["organizationalUnitName"], syntax: "utf8", maxLength: 64 },
  { keyword: "C", oid: "2.5.4.6", aliases: ["countryName"], syntax: "printable", maxLength: 2 },
  { keyword: "L", oid: "2.5.4.7", aliases: ["localityName"], syntax: "utf8", maxLength: 128 },
  { keyword: "ST", oid: "2.5.4.8", aliases: ["S", "stateOrProvinceName"], syntax: "utf8", maxLength: 128 },
  { keyword: "STREET", oid: "2.5.4.9", aliases: ["streetAddress"], syntax: "utf8", maxLength: 128 },
  { keyword: "DC", oid: "0.9.2342.19200300.100.1.25", aliases: ["domainComponent"], syntax: "ascii" },
  { keyword: "UID", oid: "0.9.2342.19200300.100.1.1", aliases: ["userId"], syntax: "utf8", maxLength: 256 },
  { keyword: "serialNumber", oid: "2.5.4.5", syntax: "printable", maxLength: 64 },
  { keyword: "emailAddress", oid: "1.2.840.113549.1.9.1", aliases: ["E"], syntax: "ascii", maxLength: 255 },
  { keyword: "SN", oid: "2.5.4.4", aliases: ["surname"], syntax: "utf8", maxLength: 64 },
  { keyword: "GN", oid: "2.5.4.42", aliases: ["givenName"], syntax: "utf8", maxLength: 64 },
  { keyword: "title", oid: "2.5.4.12", aliases: ["T"], syntax: "utf8", maxLength: 64 },
  { keyword: "businessCategory", oid: "2.5.4.15", syntax: "utf8", maxLength: 128 },
  { keyword: "postalCode", oid: "2.5.4.17", syntax: "utf8", maxLength: 40 },
  // ETSI EN 319 412-1: who a PSD2 certificate is for, such as PSDGB-FCA-123456.
  { keyword: "organizationIdentifier", oid: "2.5.4.97", syntax: "utf8", maxLength: 256 },
];

const byOid = new Map(attributeTypes.map((type) => [type.oid, type]));
const byKeyword = new Map(
  attributeTypes.flatMap((type) =>
    [type.keyword, ...(type.aliases ?? [])].map((keyword) => [keyword.toLowerCase(), type] as const),
  ),
);

/** By keyword in any case, or by dotted object identifier. */
export function findAttributeType(keywordOrOid: string): AttributeType | undefined {
  return byOid.get(keywordOrOid) ?? byKeyword.get(keywordOrOid.toLowerCase());
}
