import { type Kind, kindOf, requireText } from "@countersign/service";

/** A URL that the internet reaches us at: https, without query or password. */
export const httpsUrl: Kind<URL> = kindOf((value) => {
  const given = requireText(value);
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url?.protocol !== "https:") throw new Error("must be an https URL");
  if (url.username || url.password || url.search || url.hash) {
    throw new Error("must hold no user name, password, query or fragment");
  }
  return url;
});
