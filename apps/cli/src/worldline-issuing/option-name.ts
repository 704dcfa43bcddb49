/** How a name of the API is spelled on the command line: `cardReference` is `card-reference`. */
export function optionName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
