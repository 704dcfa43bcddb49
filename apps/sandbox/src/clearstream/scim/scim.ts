import type { SandboxContext } from "../../context.js";
import type { Exchange, Reply } from "../../wire/exchange.js";
import { quoted, Refusal } from "../../wire/refusal.js";
import { MethodRefusal } from "../method-refusal.js";
import { userManagementAccess } from "../roles.js";
import type { KeptResource } from "../state.js";
import { Directory, versionOf } from "./directory.js";
import { discover } from "./discovery.js";
import { listResponse, project } from "./list.js";
import type { Attributes } from "./normalize.js";
import { type ResourceType, resourceTypes, scimPath } from "./resource-types.js";
import * as rules from "./rules.js";

/**
 * User management by SCIM 2.0. Of Clearstream's own only the path, the scope and the roles are published; the rest is
 * RFC 7643 and RFC 7644.
 */
export class Scim {
  readonly #context: SandboxContext;
  readonly #directory: Directory;

  constructor(context: SandboxContext) {
    this.#context = context;
    this.#directory = new Directory(context);
  }

  handle(exchange: Exchange, roles: readonly string[]): Reply {
    const { method, path } = exchange;
    requireRoles(method, roles);
    const segments = path.slice(scimPath.length + 1).split("/");
    const [endpoint = "", id, ...rest] = segments;
    if (endpoint === "Bulk" || endpoint === "Me") {
      throw new Refusal(rules.scimUnsupported, `${quoted(path)} is not offered here.`);
    }
    const found = discover(exchange, segments, `${this.#context.urls().clearstream}${scimPath}`);
    if (found !== undefined) return scimReply(200, found);
    const type = resourceTypes.find((each) => each.endpoint === `/${endpoint}`);
    if (type === undefined || rest.length > 0 || id === "") {
      throw new Refusal(rules.scimNotFound, `There is no ${quoted(path)} here.`);
    }
    return id === undefined ? this.#collection(exchange, type) : this.#resource(exchange, type, id);
  }

  #collection(exchange: Exchange, type: ResourceType): Reply {
    const { method, query } = exchange;
    if (method === "GET") {
      return scimReply(200, listResponse(this.#directory.represented(type), query, type.schema));
    }
    if (method === "POST") {
      return this.#reply(exchange, type, this.#directory.create(type, readBody(exchange)), 201);
    }
    throw new MethodRefusal(rules.scimMethod, method, ["GET", "POST"]);
  }

  #resource(exchange: Exchange, type: ResourceType, id: string): Reply {
    const { method } = exchange;
    const resource = this.#directory.require(type, id);
    const isCurrent = (header: string) => names(exchange.header(header), resource);
    if (method === "GET") {
      const reply = this.#reply(exchange, type, resource);
      // Of a 304 only the head is sent, with the length that the body would have had.
      return isCurrent("if-none-match") ? { ...reply, status: 304 } : reply;
    }
    if (exchange.header("if-match") !== undefined && !isCurrent("if-match")) {
      throw new Refusal(rules.scimVersion, `The resource has the version ${versionOf(resource)} by now.`);
    }
    if (method === "PUT") {
      return this.#reply(exchange, type, this.#directory.replace(type, resource, readBody(exchange)));
    }
    if (method === "PATCH") {
      return this.#reply(exchange, type, this.#directory.patch(type, resource, readBody(exchange)));
    }
    if (method !== "DELETE") {
      throw new MethodRefusal(rules.scimMethod, method, ["GET", "PUT", "PATCH", "DELETE"]);
    }
    this.#directory.remove(type, resource);
    return { status: 204, headers: {}, body: "" };
  }

  #reply({ query }: Exchange, type: ResourceType, resource: KeptResource, status = 200): Reply {
    const whole = this.#directory.represent(type, resource);
    const { location, version } = whole.meta as Record<"location" | "version", string>;
    return scimReply(status, project(whole, query, type.schema), {
      ETag: version,
      ...(status === 201 && { Location: location }),
    });
  }
}

/** The body of a refusal (RFC 7644 3.12). */
export function scimError({ status, scimType }: rules.ScimRule, detail: string): Reply {
  return scimReply(status, {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
    status: String(status),
    ...(scimType !== undefined && { scimType }),
    detail,
  });
}

function scimReply(status: number, body: Attributes, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { "Content-Type": "application/scim+json", ...headers },
    body: JSON.stringify(body),
  };
}

function requireRoles(method: string, roles: readonly string[]): void {
  const access = userManagementAccess(roles);
  const got = roles.length === 0 ? "none" : roles.join(", ");
  if (access === "none") {
    throw new Refusal(
      rules.scimRole,
      `Expected the role Xact Web Portal User Management API, and SCIM Admin or SCIM Read-Only; got ${got}.`,
    );
  }
  if (access === "read" && method !== "GET") {
    throw new Refusal(rules.scimReadOnly, `Expected the role SCIM Admin for ${method}, got ${got}.`);
  }
}

function readBody({ mediaType, body }: Exchange): unknown {
  if (mediaType !== "application/scim+json" && mediaType !== "application/json") {
    const got = quoted(mediaType);
    throw new Refusal(rules.scimContentType, `Expected Content-Type application/scim+json, got ${got}.`);
  }
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch {
    throw new Refusal(rules.scimSyntax, "The body is not JSON.");
  }
}

/** Whether a list of ETags has the resource's version, or is a star. */
function names(header: string | undefined, resource: KeptResource): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, "");
  return (header ?? "")
    .split(",")
    .some((tag) => tag.trim() === "*" || opaque(tag) === opaque(versionOf(resource)));
}
