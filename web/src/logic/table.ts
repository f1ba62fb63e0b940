import type { CandidateFate, CandidateTrace } from "../api/contract.js";

/** What a table of candidates can be sorted by. */
export type SortKey = "found" | "retrieval" | "score" | "sources";

/** What is shown of all candidates. */
export interface View {
  sort: SortKey;
  /** Whether the order is turned round; for scores, best first is the straight one. */
  reversed: boolean;
  fate: CandidateFate | undefined;
  /** Lower-case text that id, title or a source must hold; empty for all. */
  text: string;
  /** Only those in this set; undefined for all. */
  only: ReadonlySet<string> | undefined;
}

/** One row: a candidate and its place among all, in the order it was found. */
export interface Row {
  candidate: CandidateTrace;
  found: number;
}

/** Filters and sorts; candidates that were not scored come last whichever way scores are sorted. */
export function rowsOf(candidates: readonly CandidateTrace[], view: View, titleOf: (id: string) => string): Row[] {
  const matches = ({ productId, sources }: CandidateTrace) =>
    productId.toLowerCase().includes(view.text) || titleOf(productId).toLowerCase().includes(view.text)
    || sources.some((source) => source.replaceAll("_", " ").includes(view.text));
  const rows = candidates
    .map((candidate, found) => ({ candidate, found }))
    .filter(({ candidate }) => (view.fate === undefined || candidate.fate === view.fate)
      && (view.only === undefined || view.only.has(candidate.productId))
      && (view.text === "" || matches(candidate)));
  const way = view.reversed ? -1 : 1;
  const compare = (a: Row, b: Row): number => {
    switch (view.sort) {
      case "retrieval": return way * (b.candidate.retrievalScore - a.candidate.retrievalScore);
      case "sources": return way * (b.candidate.sources.length - a.candidate.sources.length);
      case "score": {
        const [left, right] = [a.candidate.score, b.candidate.score];
        if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
        return way * (right - left);
      }
      default: return way * (a.found - b.found);
    }
  };
  return rows.sort((a, b) => compare(a, b) || a.found - b.found);
}

/** Rows that a window onto a long list must draw, with some to spare on both sides. */
export function visibleRange(scrollTop: number, height: number, rowHeight: number, total: number, spare = 8): [number, number] {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - spare);
  const last = Math.min(total, Math.ceil((scrollTop + height) / rowHeight) + spare);
  return [Math.min(first, last), last];
}
