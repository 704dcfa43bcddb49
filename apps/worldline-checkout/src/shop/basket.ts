import { catalogue, type Product } from "./catalogue.js";

/** A product and how many of it. */
export interface BasketLine {
  readonly product: Product;
  readonly quantity: number;
}

/** At most this many of one product. */
export const mostOfOne = 20;

/** Reads `mug*2.tea*1`, as a cookie and a form hold it; what is not for sale is left out. */
export function parseBasket(text: string | undefined): readonly BasketLine[] {
  const quantities = new Map<string, number>();
  for (const item of (text ?? "").split(".")) {
    const [, sku, digits] = /^([a-z]+)\*(\d{1,2})$/.exec(item) ?? [];
    if (sku !== undefined) quantities.set(sku, Math.min(Number(digits), mostOfOne));
  }
  return catalogue
    .map((product) => ({ product, quantity: quantities.get(product.sku) ?? 0 }))
    .filter(({ quantity }) => quantity > 0);
}

export function formatBasket(lines: readonly BasketLine[]): string {
  return lines.map(({ product, quantity }) => `${product.sku}*${quantity}`).join(".");
}

/** The same basket with so many of one product: none takes it out. */
export function withQuantity(
  lines: readonly BasketLine[],
  product: Product,
  quantity: number,
): readonly BasketLine[] {
  const others = lines.filter((line) => line.product.sku !== product.sku);
  const bounded = Math.min(Math.max(quantity, 0), mostOfOne);
  return parseBasket(formatBasket([...others, { product, quantity: bounded }]));
}

export function totalCents(lines: readonly BasketLine[]): number {
  return lines.reduce((sum, { product, quantity }) => sum + product.cents * quantity, 0);
}
