/**
 * Core attributes that every resource has.
 *
 * @see RFC 7643 section 3.1
 * @beta
 */
export interface ScimResource {
  readonly schemas: readonly string[];
  readonly id?: string;
  readonly externalId?: string;
  readonly meta?: ScimMeta;
}

/**
 * What the server says of a resource itself.
 *
 * @beta
 */
export interface ScimMeta {
  readonly resourceType?: string;
  readonly created?: string;
  readonly lastModified?: string;
  readonly location?: string;
  /** The ETag, as If-Match takes it. */
  readonly version?: string;
}

/** Members of an extension, under its URN. */
export type ScimExtensions = { readonly [urn: `urn:${string}`]: unknown };

/**
 * One of several values of an attribute.
 *
 * @see RFC 7643 section 2.4
 * @beta
 */
export interface ScimValue {
  readonly value?: string;
  readonly display?: string;
  readonly type?: string;
  readonly primary?: boolean;
  readonly $ref?: string;
}

/**
 * The parts of a user's name.
 *
 * @beta
 */
export interface ScimName {
  readonly formatted?: string;
  readonly familyName?: string;
  readonly givenName?: string;
  readonly middleName?: string;
  readonly honorificPrefix?: string;
  readonly honorificSuffix?: string;
}

/**
 * A user's postal address.
 *
 * @beta
 */
export interface ScimAddress {
  readonly formatted?: string;
  readonly streetAddress?: string;
  readonly locality?: string;
  readonly region?: string;
  readonly postalCode?: string;
  readonly country?: string;
  readonly type?: string;
  readonly primary?: boolean;
}

/**
 * @see RFC 7643 section 4.1
 * @beta
 */
export interface ScimUser extends ScimResource, ScimExtensions {
  readonly userName: string;
  readonly name?: ScimName;
  readonly displayName?: string;
  readonly nickName?: string;
  readonly profileUrl?: string;
  readonly title?: string;
  readonly userType?: string;
  readonly preferredLanguage?: string;
  readonly locale?: string;
  readonly timezone?: string;
  readonly active?: boolean;
  /** Written, never read. */
  readonly password?: string;
  readonly emails?: readonly ScimValue[];
  readonly phoneNumbers?: readonly ScimValue[];
  readonly ims?: readonly ScimValue[];
  readonly photos?: readonly ScimValue[];
  readonly addresses?: readonly ScimAddress[];
  readonly groups?: readonly ScimValue[];
  readonly entitlements?: readonly ScimValue[];
  readonly roles?: readonly ScimValue[];
  readonly x509Certificates?: readonly ScimValue[];
}

/**
 * @see RFC 7643 section 4.2
 * @beta
 */
export interface ScimGroup extends ScimResource, ScimExtensions {
  readonly displayName: string;
  readonly members?: readonly ScimValue[];
}

/**
 * Whether the server does something.
 *
 * @beta
 */
export interface ScimSupport {
  readonly supported: boolean;
}

/**
 * @see RFC 7643 section 5
 * @beta
 */
export interface ScimServiceProviderConfig extends ScimResource {
  readonly documentationUri?: string;
  readonly patch: ScimSupport;
  readonly bulk: ScimSupport & { readonly maxOperations?: number; readonly maxPayloadSize?: number };
  readonly filter: ScimSupport & { readonly maxResults?: number };
  readonly changePassword: ScimSupport;
  readonly sort: ScimSupport;
  readonly etag: ScimSupport;
  readonly authenticationSchemes: readonly {
    readonly type: string;
    readonly name: string;
    readonly description: string;
    readonly specUri?: string;
    readonly documentationUri?: string;
  }[];
}

/**
 * @see RFC 7643 section 6
 * @beta
 */
export interface ScimResourceType extends ScimResource {
  readonly name: string;
  readonly description?: string;
  readonly endpoint: string;
  readonly schema: string;
  readonly schemaExtensions?: readonly { readonly schema: string; readonly required: boolean }[];
}

/**
 * @see RFC 7643 section 7
 * @beta
 */
export interface ScimSchema extends Omit<ScimResource, "schemas"> {
  readonly schemas?: readonly string[];
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly attributes: readonly ScimAttribute[];
}

/**
 * An attribute of a schema.
 *
 * @beta
 */
export interface ScimAttribute {
  readonly name: string;
  readonly type: string;
  readonly multiValued: boolean;
  readonly description?: string;
  readonly required?: boolean;
  readonly canonicalValues?: readonly string[];
  readonly caseExact?: boolean;
  readonly mutability?: string;
  readonly returned?: string;
  readonly uniqueness?: string;
  readonly referenceTypes?: readonly string[];
  readonly subAttributes?: readonly ScimAttribute[];
}

/**
 * A page of a list.
 *
 * @see RFC 7644 section 3.4.2
 * @beta
 */
export interface ScimListResponse<T> {
  readonly schemas: readonly string[];
  /** Of all pages. */
  readonly totalResults: number;
  /** The number of the first resource here, counted from 1. */
  readonly startIndex?: number;
  readonly itemsPerPage?: number;
  /** Left out where there are none. */
  readonly Resources?: readonly T[];
}

/**
 * One change of a resource.
 *
 * @see RFC 7644 section 3.5.2
 * @beta
 */
export type ScimPatchOperation =
  | { readonly op: "add" | "replace"; readonly path?: string; readonly value: unknown }
  | { readonly op: "remove"; readonly path: string; readonly value?: unknown };
