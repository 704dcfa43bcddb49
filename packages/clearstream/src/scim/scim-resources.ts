import type { Call, ClearstreamResponse } from "../client/call.js";
import { formatQuery, type ScimList, type ScimQuery, scimList } from "./scim-list.js";
import type { ScimListResponse, ScimPatchOperation, ScimResource } from "./types.js";

const patchSchema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const mediaType = "application/scim+json";

/**
 * A resource, and its version where the server keeps versions.
 *
 * @beta
 */
export interface ScimAnswer<T> {
  /** As the server has it now. */
  readonly data: T;
  /** What `ifMatch` takes. */
  readonly etag: string | undefined;
}

/**
 * Which attributes come back.
 *
 * @beta
 */
export interface ScimReadOptions extends Pick<ScimQuery, "attributes" | "excludedAttributes" | "signal"> {}

/**
 * Which attributes come back, and which version is changed.
 *
 * @beta
 */
export interface ScimWriteOptions extends ScimReadOptions {
  /** Only where the resource is still of this version; a 412 otherwise. */
  readonly ifMatch?: string;
}

/**
 * Resources of one type.
 *
 * @see RFC 7644 section 3
 * @beta
 */
export interface ScimResources<T extends ScimResource> {
  /**
   * @example
   * ```ts
   * const { users } = clearstream.scim;
   * for await (const user of users.list({ filter: scimFilter.eq("active", true) })) console.log(user.userName);
   * ```
   */
  list(query?: ScimQuery): ScimList<T>;
  /** One resource, with its ETag. */
  get(id: string, options?: ScimReadOptions): Promise<ScimAnswer<T>>;
  /** Not sent again after a lost connection: look for what was made before making it once more. */
  create(resource: T, options?: ScimReadOptions): Promise<ScimAnswer<T>>;
  /** What is left out is removed. */
  replace(id: string, resource: T, options?: ScimWriteOptions): Promise<ScimAnswer<T>>;
  /**
   * Carries out all changes, or none. The answer may be empty.
   *
   * @example
   * ```ts
   * await users.patch(id, [{ op: "replace", path: "active", value: false }], { ifMatch: etag });
   * ```
   */
  patch(
    id: string,
    operations: readonly ScimPatchOperation[],
    options?: ScimWriteOptions,
  ): Promise<ScimAnswer<T | undefined>>;
  /** Removes a resource. */
  delete(id: string, options?: Pick<ScimWriteOptions, "ifMatch" | "signal">): Promise<void>;
}

/** The resources under a path. */
export function scimResources<T extends ScimResource>(call: Call, endpoint: string): ScimResources<T> {
  const send = async <Answer>(
    method: string,
    path: string,
    { ifMatch, signal, ...shown }: ScimWriteOptions = {},
    resource?: unknown,
  ): Promise<ScimAnswer<Answer>> => {
    const response: ClearstreamResponse<Answer> = await call(method, `${path}${formatQuery(shown)}`, {
      headers: {
        accept: mediaType,
        ...(resource !== undefined && { "content-type": mediaType }),
        ...(ifMatch !== undefined && { "if-match": ifMatch }),
      },
      ...(resource !== undefined && { json: resource }),
      ...(signal && { signal }),
    });
    return { data: response.data, etag: versionOf(response) };
  };
  const at = (id: string) => `${endpoint}/${segment(id)}`;
  return {
    list: ({ signal, ...query } = {}) =>
      scimList(
        async (text) => (await send<ScimListResponse<T>>("GET", endpoint + text, signal && { signal })).data,
        query,
      ),
    get: async (id, options) => await send("GET", at(id), options),
    create: async (resource, options) => await send("POST", endpoint, options, resource),
    replace: async (id, resource, options) => await send("PUT", at(id), options, resource),
    patch: async (id, operations, options) =>
      await send("PATCH", at(id), options, { schemas: [patchSchema], Operations: operations }),
    async delete(id, options) {
      await send("DELETE", at(id), options);
    },
  };
}

/** In the header, in the resource, or in both. */
function versionOf({ headers, data }: ClearstreamResponse): string | undefined {
  const version = (data as ScimResource | undefined)?.meta?.version;
  return headers.get("etag") ?? version;
}

/** An id in a path. With "" or ".." a call would be to something else. */
export function segment(id: string): string {
  if (/^\.{0,2}$/.test(id)) throw new TypeError(`not the id of a resource: ${JSON.stringify(id)}`);
  // A colon stands for itself in a path: servers tell the URN of a schema from its escaped form.
  return encodeURIComponent(id).replaceAll("%3A", ":");
}
