import type { Exchange } from "../../wire/exchange.js";
import { quoted, Refusal } from "../../wire/refusal.js";
import { MethodRefusal } from "../method-refusal.js";
import { maxResults } from "./list.js";
import type { Attributes } from "./normalize.js";
import { resourceTypes, scimPath } from "./resource-types.js";
import * as rules from "./rules.js";

const core = "urn:ietf:params:scim:schemas:core:2.0";

/** What the service says of itself (RFC 7643 5 to 7, RFC 7644 4), or undefined for any other endpoint. */
export function discover(
  exchange: Exchange,
  segments: readonly string[],
  base: string,
): Attributes | undefined {
  const [endpoint = "", name, ...rest] = segments;
  const list = lists.get(endpoint);
  const isConfig = endpoint === "ServiceProviderConfig" && name === undefined;
  if ((list === undefined && !isConfig) || rest.length > 0) return undefined;
  if (exchange.method !== "GET") throw new MethodRefusal(rules.scimMethod, exchange.method, ["GET"]);
  if (exchange.query.has("filter")) {
    throw new Refusal(rules.scimDiscoveryFilter, `${quoted(`${scimPath}/${endpoint}`)} takes no filter.`);
  }
  if (list === undefined) return serviceProviderConfig(base);
  const all = list(base);
  if (name !== undefined) return all.find((each) => each.id === name);
  return {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
    totalResults: all.length,
    startIndex: 1,
    itemsPerPage: all.length,
    Resources: all,
  };
}

function serviceProviderConfig(base: string): Attributes {
  return {
    schemas: [`${core}:ServiceProviderConfig`],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults },
    changePassword: { supported: true },
    sort: { supported: true },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: "oauthbearertoken",
        name: "OAuth Bearer Token",
        description: "A token of the platform with the scope of user management, over mutual TLS",
      },
    ],
    meta: { resourceType: "ServiceProviderConfig", location: `${base}/ServiceProviderConfig` },
  };
}

function schemas(base: string): Attributes[] {
  return resourceTypes.map(({ schema }) => ({
    schemas: [`${core}:Schema`],
    ...schema,
    meta: { resourceType: "Schema", location: `${base}/Schemas/${schema.id}` },
  }));
}

function types(base: string): Attributes[] {
  return resourceTypes.map(({ name, endpoint, description, schema }) => ({
    schemas: [`${core}:ResourceType`],
    id: name,
    name,
    endpoint,
    description,
    schema: schema.id,
    meta: { resourceType: "ResourceType", location: `${base}/ResourceTypes/${name}` },
  }));
}

const lists: ReadonlyMap<string, (base: string) => Attributes[]> = new Map([
  ["Schemas", schemas],
  ["ResourceTypes", types],
]);
