import { IssuingAnswerError } from "../errors.js";

/**
 * Where an answer's `links.next` leads: a whole URL, a path with or without the API's own, or a query.
 *
 * @throws {@link IssuingAnswerError} where that is not below the API: its token goes nowhere else.
 */
export function nextPage(link: string, page: URL, api: URL, requestId: string): URL {
  const root = api.pathname.replace(/\/*$/, "/");
  const isPathBelow = /^\/(?!\/)/.test(link) && !link.startsWith(root);
  const target = isPathBelow ? `${root}${link.slice(1)}` : link;
  const url = URL.canParse(target, page.href) ? new URL(target, page) : undefined;
  if (url === undefined || url.origin !== api.origin || !url.pathname.startsWith(root)) {
    throw new IssuingAnswerError(
      "ERR_WORLDLINE_ISSUING_FOREIGN_LINK",
      `The link to the next page leads away from ${api.href}: it is not followed (WL-Correlation-ID ${requestId}).`,
      requestId,
    );
  }
  return url;
}
