import { type Attribute, attribute, type Schema } from "./schema.js";

const userUrn = "urn:ietf:params:scim:schemas:core:2.0:User";
const groupUrn = "urn:ietf:params:scim:schemas:core:2.0:Group";

function values(name: string, what: string, value: Partial<Attribute> = {}): Attribute {
  return attribute(name, `${what} of the user`, {
    multiValued: true,
    subAttributes: [
      attribute("value", "The value", value),
      attribute("display", "How it is shown"),
      attribute("type", "What it is for, such as work or home"),
      attribute("primary", "Whether it is the preferred one; one may be", { type: "boolean" }),
    ],
  });
}

/** RFC 7643 4.1 and 8.7.1. */
export const userSchema: Schema = {
  id: userUrn,
  name: "User",
  description: "A user",
  attributes: [
    attribute("userName", "What the user signs in with", { required: true, uniqueness: "server" }),
    attribute("name", "The parts of the user's name", {
      subAttributes: [
        attribute("formatted", "The whole name"),
        attribute("familyName", "The family name"),
        attribute("givenName", "The given name"),
        attribute("middleName", "The middle names"),
        attribute("honorificPrefix", "What stands before the name"),
        attribute("honorificSuffix", "What stands after the name"),
      ],
    }),
    attribute("displayName", "The name that is shown"),
    attribute("nickName", "What the user is called"),
    attribute("profileUrl", "A page about the user", { type: "reference" }),
    attribute("title", "The user's title, such as Vice President"),
    attribute("userType", "What the user is to the organisation"),
    attribute("preferredLanguage", "The language that the user prefers"),
    attribute("locale", "Where the user is, for dates and numbers"),
    attribute("timezone", "The user's time zone"),
    attribute("active", "Whether the user may sign in", { type: "boolean" }),
    attribute("password", "A new password; it is never told", {
      caseExact: true,
      mutability: "writeOnly",
      returned: "never",
    }),
    values("emails", "Mail addresses"),
    values("phoneNumbers", "Phone numbers"),
    values("ims", "Messaging addresses"),
    values("photos", "Pictures", { type: "reference" }),
    attribute("addresses", "Postal addresses of the user", {
      multiValued: true,
      subAttributes: [
        attribute("formatted", "The whole address"),
        attribute("streetAddress", "The street"),
        attribute("locality", "The town"),
        attribute("region", "The region"),
        attribute("postalCode", "The postal code"),
        attribute("country", "The country"),
        attribute("type", "What it is for, such as work or home"),
        attribute("primary", "Whether it is the preferred one; one may be", { type: "boolean" }),
      ],
    }),
    attribute("groups", "The groups that the user is in", {
      multiValued: true,
      mutability: "readOnly",
      subAttributes: [
        attribute("value", "The group's id", { mutability: "readOnly" }),
        attribute("$ref", "Where the group is", { type: "reference", mutability: "readOnly" }),
        attribute("display", "The group's name", { mutability: "readOnly" }),
        attribute("type", "direct: membership by way of another group is not told", {
          mutability: "readOnly",
        }),
      ],
    }),
    values("entitlements", "What is due to the user"),
    values("roles", "What the user may do"),
    values("x509Certificates", "Certificates", { type: "binary", caseExact: true }),
  ],
};

/** RFC 7643 4.2 and 8.7.1. */
export const groupSchema: Schema = {
  id: groupUrn,
  name: "Group",
  description: "A group",
  attributes: [
    attribute("displayName", "The name that is shown", { required: true }),
    attribute("members", "Who is in the group", {
      multiValued: true,
      subAttributes: [
        attribute("value", "The id of the user or group", { mutability: "immutable" }),
        attribute("$ref", "Where it is", { type: "reference", mutability: "immutable" }),
        attribute("type", "User or Group", { mutability: "immutable" }),
        attribute("display", "Its name", { mutability: "readOnly" }),
      ],
    }),
  ],
};
