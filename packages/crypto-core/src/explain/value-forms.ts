import { fieldValues, type HttpMessage } from "../cavage/http-message.js";

/** Names under which a header is signed by mistake. */
export function otherNames(name: string): string[] {
  const plain = name.replace(/[()]/g, "");
  return [
    plain,
    `(${plain})`,
    `@${plain}`,
    plain.replaceAll("-", ""),
    plain.replaceAll("-", "_"),
    `http_${plain.replaceAll("-", "_")}`,
    plain.replace(/^x-/, ""),
    `x-${plain}`,
  ].filter((other) => other !== name);
}

/** Values that a header had before it was rewritten, or was given by mistake, and how they differ. */
export function otherValues(
  name: string,
  value: string,
  message: HttpMessage,
): (readonly [value: string, what: string])[] {
  const separate = name.startsWith("(") ? [] : fieldValues(message.headers, name);
  return [
    [value.replace(/[ \t]+/g, " "), "with its blanks run together"],
    [separate.join(","), "with its values joined by a comma alone"],
    ...separate.map((each) => [each, "with one of its values only, or with the blanks around it"] as const),
    [` ${value}`, "with two blanks before the value"],
    [value.toLowerCase(), "in lower case"],
    [value.toUpperCase(), "in upper case"],
    [value.replace(/^"(.*)"$/, "$1"), "without its quotes"],
    [value.replace(/:\d+$/, ""), "without the port"],
    ...[80, 443, 8080, 8443].map((port) => [`${value}:${port}`, "with a port"] as const),
    [value.replace(/;.*$/, ""), "without its parameters"],
    ...["charset=utf-8", "charset=UTF-8"].flatMap((parameter) =>
      [`${value}; ${parameter}`, `${value};${parameter}`].map(
        (longer) => [longer, "with a charset"] as const,
      ),
    ),
    ...dateForms(value),
  ];
}

/** The same time in the forms that dates are written in, whole seconds and milliseconds. */
function dateForms(value: string): (readonly [string, string])[] {
  const milliseconds = Date.parse(value);
  if (!/\d{4}/.test(value) || Number.isNaN(milliseconds)) return [];
  const date = new Date(milliseconds);
  const iso = date.toISOString();
  const forms = [
    iso,
    iso.replace(/\.\d+Z$/, "Z"),
    iso.replace("Z", "+00:00"),
    iso.replace(/\.\d+Z$/, "+00:00"),
    iso.replace(/\.?0+Z$/, "Z"),
    date.toUTCString(),
    date.toUTCString().replace("GMT", "+0000"),
    String(milliseconds),
    String(Math.floor(milliseconds / 1000)),
  ];
  return forms.map((form) => [form, "with the same time in another form"]);
}
