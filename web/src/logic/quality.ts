/** How an answer compares with what the customer really did in the held-out time. */
export interface Quality {
  /** Different products of the held-out time. */
  heldOutCount: number;
  /** Of them, how many are on the page. */
  pageHits: number;
  /** Of them, how many were retrieved at all. */
  retrievedHits: number;
  /** pageHits / products on the page; undefined for an empty page. */
  precision: number | undefined;
  /** retrievedHits / heldOutCount; undefined where nothing was held out. */
  retrievalRecall: number | undefined;
}

/** Counts hits; ids that come twice count once. */
export function measureQuality(page: Iterable<string>, retrieved: Iterable<string>, heldOut: ReadonlySet<string>): Quality {
  const onPage = new Set(page);
  const hits = (ids: Set<string>) => [...ids].filter((id) => heldOut.has(id)).length;
  const pageHits = hits(onPage);
  const retrievedHits = hits(new Set(retrieved));
  return {
    heldOutCount: heldOut.size,
    pageHits,
    retrievedHits,
    precision: onPage.size > 0 ? pageHits / onPage.size : undefined,
    retrievalRecall: heldOut.size > 0 ? retrievedHits / heldOut.size : undefined,
  };
}
