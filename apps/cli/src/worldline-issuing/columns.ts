/** What stands in one line of a column. */
export interface Cell {
  readonly text: string;
  readonly isAmount: boolean;
}

/** Cells by their names; undefined where one does not hold what is there. */
export type Row = ReadonlyMap<string, Cell | undefined>;

const gap = "  ";
/** A longer text is cut: the others matter as well. */
const maxWidth = 40;

interface Column {
  readonly title: string;
  readonly texts: readonly string[];
  readonly width: number;
  /** The lowest are the first to be shown. */
  readonly rank: number;
}

/** A line of titles and one for each row, in as many columns as `width` has room for; and how many names are left out. */
export function columnsOf(
  rows: readonly Row[],
  width: number,
): { readonly lines: readonly string[]; readonly left: number } {
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const filled = names.filter((name) => rows.some((row) => row.get(name) !== undefined));
  const shown = fit(
    filled.map((name) => columnOf(name, titleOf(name, filled), rows)),
    width,
  );
  const lineOf = (textOf: (column: Column) => string | undefined) =>
    shown
      .map((column) => cut(textOf(column) ?? "", column.width))
      .join(gap)
      .trimEnd();
  const lines = [lineOf(({ title }) => title), ...rows.map((_, row) => lineOf(({ texts }) => texts[row]))];
  return { lines, left: names.length - shown.length };
}

/** `cardReference` of `cardIdentifier.cardReference`, where it is the only one of that name. */
function titleOf(name: string, names: readonly string[]): string {
  const last = (of: string) => of.slice(of.lastIndexOf(".") + 1);
  return names.filter((other) => last(other) === last(name)).length === 1 ? last(name) : name;
}

function columnOf(name: string, title: string, rows: readonly Row[]): Column {
  const cells = rows.map((row) => row.get(name));
  const texts = cells.map((cell) => cell?.text ?? "");
  const longest = [title, ...texts].reduce((length, text) => Math.max(length, text.length), 0);
  // What is the same of all, such as the issuer, tells least.
  const isSame = texts.length > 1 && texts.every((text) => text === texts[0]);
  const rank = isSame ? 2 : cells.some((cell) => cell?.isAmount) ? 0 : 1;
  return { title, texts, width: Math.min(maxWidth, longest), rank };
}

/** Those that there is room for, and one at least: what tells the items apart, amounts, the rest; each in its place. */
function fit(columns: readonly Column[], width: number): readonly Column[] {
  const first = columns.find(({ rank }) => rank < 2);
  const rankOf = (column: Column) => (column === first ? 0 : column.rank);
  const chosen = new Set<Column>();
  let end = 0;
  for (const column of [...columns].sort((a, b) => rankOf(a) - rankOf(b))) {
    end += column.width + (chosen.size === 0 ? 0 : gap.length);
    if (chosen.size > 0 && end > width) break;
    chosen.add(column);
  }
  return columns.filter((column) => chosen.has(column));
}

function cut(text: string, width: number): string {
  return text.length <= width ? text.padEnd(width) : `${text.slice(0, width - 3)}...`;
}
