/** What became of one product's place from one page to the next. */
export interface Move {
  id: string;
  /** Place on the new page, from 0. */
  place: number;
  kind: "new" | "up" | "down" | "same";
  /** Places it moved; 0 for new ones and those that stayed. */
  by: number;
}

/** One page compared with the one before it. */
export interface PageChange {
  moves: Map<string, Move>;
  /** Products that left the page, with their place on it from 0. */
  gone: { id: string; place: number }[];
  newCount: number;
  movedCount: number;
}

/** Compares two pages of product ids, both best first and without repeats. */
export function comparePages(before: readonly string[], after: readonly string[]): PageChange {
  const places = new Map(before.map((id, place) => [id, place]));
  const moves = new Map<string, Move>();
  let newCount = 0;
  let movedCount = 0;
  after.forEach((id, place) => {
    const was = places.get(id);
    if (was === undefined) {
      newCount++;
      moves.set(id, { id, place, kind: "new", by: 0 });
    } else if (was === place) {
      moves.set(id, { id, place, kind: "same", by: 0 });
    } else {
      movedCount++;
      moves.set(id, { id, place, kind: was > place ? "up" : "down", by: Math.abs(was - place) });
    }
  });
  const gone = before.map((id, place) => ({ id, place })).filter(({ id }) => !moves.has(id));
  return { moves, gone, newCount, movedCount };
}

/** In words, for marks and screen readers: "new", "up 3", "down 1"; empty where nothing moved. */
export function moveInWords(move: Move | undefined): string {
  if (!move || move.kind === "same") return "";
  return move.kind === "new" ? "new" : `${move.kind} ${move.by}`;
}

/** A whole change in words, for a live region. */
export function changeInWords(change: PageChange): string {
  const parts = [
    change.newCount > 0 ? `${change.newCount} new` : "",
    change.movedCount > 0 ? `${change.movedCount} moved` : "",
    change.gone.length > 0 ? `${change.gone.length} gone` : "",
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : "nothing changed";
}
