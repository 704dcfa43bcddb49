import { groupSchema, userSchema } from "./core-schemas.js";
import type { Schema } from "./schema.js";

export interface ResourceType {
  readonly name: "User" | "Group";
  readonly endpoint: string;
  readonly description: string;
  readonly schema: Schema;
  /** Where the sandbox's state has them. */
  readonly list: "users" | "groups";
}

export const userType: ResourceType = {
  name: "User",
  endpoint: "/Users",
  description: "The users of the organisation unit",
  schema: userSchema,
  list: "users",
};

export const groupType: ResourceType = {
  name: "Group",
  endpoint: "/Groups",
  description: "Groups of users",
  schema: groupSchema,
  list: "groups",
};

export const resourceTypes: readonly ResourceType[] = [userType, groupType];

export const scimPath = "/scim2";
