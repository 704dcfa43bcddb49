/** Notes what is wrong with a parsed value, by the path of the member; says nothing where it is right. */
export type Shape = (value: unknown, path: string, problems: string[]) => void;

type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const anyText: Shape = text();

export function text(min: number = 0, max: number = Number.POSITIVE_INFINITY): Shape {
  const limits = max === Number.POSITIVE_INFINITY ? `${min} or more` : `${min} to ${max}`;
  return (value, path, problems) => {
    // Characters, not UTF-16 units: what the interface file's maxLength counts.
    const isFine = typeof value === "string" && [...value].length >= min && [...value].length <= max;
    if (!isFine) problems.push(`Property ${path}: expected text of ${limits} characters`);
  };
}

export function matching(pattern: RegExp, wanted: string): Shape {
  return (value, path, problems) => {
    const isFine = typeof value === "string" && pattern.test(value);
    if (!isFine) problems.push(`Property ${path}: expected ${wanted}`);
  };
}

export function oneOf(...values: readonly string[]): Shape {
  return (value, path, problems) => {
    if (!values.some((each) => each === value)) {
      problems.push(`Property ${path}: expected one of ${values.join(", ")}`);
    }
  };
}

export const flag: Shape = (value, path, problems) => {
  if (typeof value !== "boolean") problems.push(`Property ${path}: expected true or false`);
};

export const number: Shape = (value, path, problems) => {
  if (typeof value !== "number") problems.push(`Property ${path}: expected a number`);
};

export function whole(min: number, max: number): Shape {
  return (value, path, problems) => {
    const isFine = Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
    if (!isFine) problems.push(`Property ${path}: expected a whole number from ${min} to ${max}`);
  };
}

export function list(item: Shape, min: number = 0, max: number = Number.POSITIVE_INFINITY): Shape {
  return (value, path, problems) => {
    if (!Array.isArray(value)) return void problems.push(`Property ${path}: expected an array`);
    if (value.length < min || value.length > max) {
      problems.push(`Property ${path}: expected ${min} to ${max} items`);
    }
    for (const [index, each] of value.entries()) item(each, `${path}[${index}]`, problems);
  };
}

/** An object with these members and no others; the names that are `required` have to be there. */
export function object(members: Readonly<Record<string, Shape>>, required: readonly string[] = []): Shape {
  return (value, path, problems) => {
    if (!isObject(value)) return void problems.push(`Property ${path}: expected an object`);
    const below = (name: string) => (path === "" ? name : `${path}.${name}`);
    for (const name of required) {
      if (value[name] === undefined) problems.push(`Property ${below(name)}: must be present`);
    }
    for (const [name, member] of Object.entries(value)) {
      const shape = Object.hasOwn(members, name) ? members[name] : undefined;
      if (shape === undefined) problems.push(`Unrecognized field "${below(name).slice(0, 100)}"`);
      else if (member !== undefined) shape(member, below(name), problems);
    }
  };
}
