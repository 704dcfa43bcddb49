import type { SandboxContext } from "../../context.js";
import { quoted, Refusal } from "../../wire/refusal.js";
import type { KeptResource } from "../state.js";
import { type Attributes, readAttributes } from "./normalize.js";
import { patch } from "./patch.js";
import { groupType, type ResourceType, scimPath, userType } from "./resource-types.js";
import * as rules from "./rules.js";

/** The users and groups of the organisation unit. */
export class Directory {
  readonly #context: SandboxContext;

  constructor(context: SandboxContext) {
    this.#context = context;
  }

  require(type: ResourceType, id: string): KeptResource {
    const found = this.#list(type).find((each) => each.id === id);
    if (found !== undefined) return found;
    throw new Refusal(rules.scimNotFound, `There is no ${type.name} ${quoted(id)}.`);
  }

  create(type: ResourceType, body: unknown): KeptResource {
    const attributes = readAttributes(body, type.schema);
    const id = this.#context.random.uuid();
    this.#check(type, id, attributes);
    const now = this.#context.now().toISOString();
    const created = { id, createdAt: now, changedAt: now, revision: 1, attributes: kept(attributes) };
    this.#list(type).push(created);
    this.#context.store.changed();
    return created;
  }

  replace(type: ResourceType, before: KeptResource, body: unknown): KeptResource {
    return this.#change(type, before, readAttributes(body, type.schema));
  }

  patch(type: ResourceType, before: KeptResource, body: unknown): KeptResource {
    // With all that is shown of the members, because a path may select them by it.
    const members = this.#members(before);
    const shown = { ...before.attributes, ...(members.length > 0 && { members }) };
    return this.#change(type, before, patch(shown, body, type.schema));
  }

  /** Whoever is deleted is in no group any more. */
  remove(type: ResourceType, { id }: KeptResource): void {
    const { clearstream } = this.#context.store.state;
    clearstream[type.list] = this.#list(type).filter((each) => each.id !== id);
    for (const group of clearstream.groups.filter((each) =>
      membersOf(each).some(({ value }) => value === id),
    )) {
      const members = membersOf(group).filter(({ value }) => value !== id);
      const { members: _, ...others } = group.attributes;
      this.#change(groupType, group, members.length === 0 ? others : { ...others, members });
    }
    this.#context.store.changed();
  }

  /** All of a type, as clients see them. */
  represented(type: ResourceType): Attributes[] {
    return this.#list(type).map((each) => this.represent(type, each));
  }

  /** A resource with what follows from others, and from where it is. */
  represent(
    type: ResourceType,
    { id, createdAt, changedAt, revision, attributes }: KeptResource,
  ): Attributes {
    const groups = type === userType ? this.#groupsOf(id) : [];
    const members = this.#members({ attributes });
    return {
      schemas: [type.schema.id],
      id,
      ...attributes,
      ...(members.length > 0 && { members }),
      ...(groups.length > 0 && { groups }),
      meta: {
        resourceType: type.name,
        created: createdAt,
        lastModified: changedAt,
        location: this.#locationOf(type, id),
        version: versionOf({ revision }),
      },
    };
  }

  #list(type: ResourceType): KeptResource[] {
    return this.#context.store.state.clearstream[type.list];
  }

  #change(type: ResourceType, before: KeptResource, attributes: Attributes): KeptResource {
    this.#check(type, before.id, attributes);
    const list = this.#list(type);
    const changedAt = this.#context.now().toISOString();
    const after = { ...before, changedAt, revision: before.revision + 1, attributes: kept(attributes) };
    list[list.indexOf(before)] = after;
    this.#context.store.changed();
    return after;
  }

  /** What only shows in the whole resource, or beside others. */
  #check(type: ResourceType, id: string, attributes: Attributes): void {
    for (const { name, required } of type.schema.attributes) {
      if (required && String(attributes[name] ?? "").trim() === "") {
        throw new Refusal(rules.scimValue, `${quoted(name)} is required.`);
      }
    }
    const name = String(attributes.userName).toLowerCase();
    const isTaken = (each: KeptResource) =>
      each.id !== id && String(each.attributes.userName).toLowerCase() === name;
    if (type === userType && this.#list(userType).some(isTaken)) {
      throw new Refusal(rules.scimUniqueness, `The userName ${quoted(name)} is taken.`);
    }
    const members = membersOf({ attributes }).map(({ value }) => String(value));
    const strange = members.find((each) => each === id || this.#typeOf(each) === undefined);
    if (strange !== undefined) {
      throw new Refusal(rules.scimValue, `${quoted(strange)} is no user and no other group.`);
    }
  }

  #typeOf(id: string): ResourceType | undefined {
    return [userType, groupType].find((type) => this.#list(type).some((each) => each.id === id));
  }

  #members(group: Pick<KeptResource, "attributes">): Attributes[] {
    return membersOf(group).map(({ value }) => {
      const id = String(value);
      const type = this.#typeOf(id) ?? userType;
      const { displayName, userName } = this.require(type, id).attributes;
      return {
        value: id,
        $ref: this.#locationOf(type, id),
        type: type.name,
        display: displayName ?? userName,
      };
    });
  }

  #groupsOf(userId: string): Attributes[] {
    return this.#list(groupType)
      .filter((group) => membersOf(group).some(({ value }) => value === userId))
      .map(({ id, attributes }) => ({
        value: id,
        $ref: this.#locationOf(groupType, id),
        display: attributes.displayName,
        type: "direct",
      }));
  }

  #locationOf({ endpoint }: ResourceType, id: string): string {
    return `${this.#context.urls().clearstream}${scimPath}${endpoint}/${id}`;
  }
}

/** Weak, because two representations of one version may differ in what was asked for. */
export function versionOf({ revision }: Pick<KeptResource, "revision">): string {
  return `W/"${revision}"`;
}

/**
 * What is kept of a resource. Nothing here signs in with a user's password, so there is no reason to have it; and of a
 * member the rest follows from its id.
 */
function kept({ password: _, ...attributes }: Attributes): Attributes {
  if (attributes.members === undefined) return attributes;
  const ids = new Set(membersOf({ attributes }).map(({ value }) => value));
  return { ...attributes, members: [...ids].map((value) => ({ value })) };
}

function membersOf({ attributes }: Pick<KeptResource, "attributes">): readonly Attributes[] {
  return (attributes.members ?? []) as Attributes[];
}
