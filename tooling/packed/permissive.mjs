/** Licences under which a bank may take our packages without asking its lawyers; docs/adr says how one is added. */
const allowed = new Set(["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"]);

/** Whether an SPDX expression leaves somebody with allowed licences only. One that mixes OR and AND does not count. */
export function isPermissive(expression) {
  const plain = expression.replace(/^\((.*)\)$/, "$1");
  if (plain.includes(" OR ")) return plain.split(" OR ").some((each) => allowed.has(each));
  return plain.split(" AND ").every((each) => allowed.has(each));
}
