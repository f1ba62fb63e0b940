import { useEffect, useReducer } from "preact/hooks";
import type { Product } from "./contract.js";
import { server } from "./client.js";

// Products seen so far; null for an id the catalogue does not have.
const known = new Map<string, Product | null>();
const wanted = new Set<string>();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
const mostPerCall = 500;
const mostKept = 60_000;

/** A product where it is known already. */
export const productOf = (id: string): Product | null | undefined => known.get(id);

/** Keeps products that came with an answer. */
export function keepProducts(products: Iterable<Product | undefined>): void {
  if (known.size > mostKept) known.clear();
  for (const product of products) if (product) known.set(product.id, product);
}

/** Asks for products that are not known yet, many in one call. */
export function wantProducts(ids: Iterable<string>): void {
  for (const id of ids) if (!known.has(id)) wanted.add(id);
  if (wanted.size > 0 && timer === undefined) timer = setTimeout(fetchWanted, 12);
}

async function fetchWanted(): Promise<void> {
  const productIds = [...wanted].slice(0, mostPerCall);
  for (const id of productIds) wanted.delete(id);
  try {
    const answer = await server.products.batchGetProducts({ productIds });
    keepProducts(answer.products);
    for (const id of answer.missingProductIds) known.set(id, null);
  } catch {
    // Titles are an addition: rows show the id instead, and the call that matters tells of the server's trouble.
    wanted.clear();
  }
  timer = wanted.size > 0 ? setTimeout(fetchWanted, 0) : undefined;
  for (const listener of listeners) listener();
}

/** Makes sure that these products become known, and draws anew when any did. */
export function useProducts(ids: readonly string[]): void {
  const [, draw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    listeners.add(draw as () => void);
    return () => void listeners.delete(draw as () => void);
  }, []);
  const input = ids.join("\n");
  useEffect(() => wantProducts(ids), [input]);
}
