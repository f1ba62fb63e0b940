import { CandidateFate, type PipelineTrace } from "../api/contract.js";

/** What a fate is called, and what it means, in words for people. */
export const fateWords: Record<CandidateFate, { name: string; why: string }> = {
  [CandidateFate.UNSPECIFIED]: { name: "not said", why: "The server did not say." },
  [CandidateFate.RETURNED]: { name: "on the page", why: "Chosen for the page." },
  [CandidateFate.BELOW_PAGE]: { name: "below the page", why: "Scored, but ordered below the page." },
  [CandidateFate.NOT_IN_CATALOGUE]: { name: "not in the catalogue", why: "Deleted, or never in the catalogue." },
  [CandidateFate.UNAVAILABLE]: { name: "unavailable", why: "Out of stock, or its sale has not begun." },
  [CandidateFate.NOT_SHIPPED]: { name: "not shipped there", why: "Cannot be sent to the country." },
  [CandidateFate.ALREADY_PURCHASED]: { name: "bought before", why: "The customer bought it before." },
  [CandidateFate.EXCLUDED]: { name: "excluded", why: "Named in the request's exclusions." },
  [CandidateFate.FILTERED_OUT]: { name: "filtered out", why: "Does not meet the request's filter." },
  [CandidateFate.NOT_RANKED]: { name: "not ranked", why: "Passed every rule, but more did than the candidate count." },
};

/** One step of the funnel: how many are left, and what took the others away. */
export interface FunnelStep {
  name: string;
  count: number;
  removed: { fate: CandidateFate; count: number }[];
}

const ruledOut = [
  CandidateFate.NOT_IN_CATALOGUE, CandidateFate.UNAVAILABLE, CandidateFate.NOT_SHIPPED,
  CandidateFate.ALREADY_PURCHASED, CandidateFate.EXCLUDED, CandidateFate.FILTERED_OUT,
];

/** Counts candidates by what became of them, step by step from all that were retrieved down to the page. */
export function funnelOf(trace: Pick<PipelineTrace, "candidates">): FunnelStep[] {
  const counts = new Map<CandidateFate, number>();
  for (const { fate } of trace.candidates) counts.set(fate, (counts.get(fate) ?? 0) + 1);
  const removed = (fates: CandidateFate[]) => fates
    .map((fate) => ({ fate, count: counts.get(fate) ?? 0 }))
    .filter((part) => part.count > 0)
    .sort((a, b) => b.count - a.count);
  const sum = (parts: { count: number }[]) => parts.reduce((total, part) => total + part.count, 0);
  const byRules = removed(ruledOut);
  const unranked = removed([CandidateFate.NOT_RANKED]);
  const below = removed([CandidateFate.BELOW_PAGE]);
  const retrieved = trace.candidates.length;
  const allowed = retrieved - sum(byRules);
  const scored = allowed - sum(unranked);
  return [
    { name: "Retrieved", count: retrieved, removed: [] },
    { name: "Allowed by the rules", count: allowed, removed: byRules },
    { name: "Scored", count: scored, removed: unranked },
    { name: "On the page", count: scored - sum(below), removed: below },
  ];
}
