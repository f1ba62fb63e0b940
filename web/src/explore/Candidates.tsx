import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { CandidateFate, type CandidateTrace, type PipelineTrace } from "../api/contract.js";
import { productOf, useProducts } from "../api/products.js";
import { fateWords } from "../logic/funnel.js";
import { count, score, words } from "../logic/format.js";
import { rowsOf, visibleRange, type SortKey } from "../logic/table.js";
import { Picture } from "../ui/Picture.js";
import { titleOf } from "../ui/Product.js";
import { Hit } from "./Page.js";

const rowHeight = 44;
const none: CandidateTrace[] = [];
const columns: { key: SortKey; name: string; class: string }[] = [
  { key: "found", name: "Product", class: "" },
  { key: "sources", name: "Sources", class: "wide" },
  { key: "retrieval", name: "Retrieval", class: "num wide" },
  { key: "score", name: "Score", class: "num" },
];

/** Every candidate that was retrieved and what became of it; only the rows in sight are drawn. */
export function Candidates({ trace, heldOut, fate, choose, similar }: {
  trace: PipelineTrace | undefined;
  heldOut: ReadonlySet<string>;
  fate: CandidateFate | undefined;
  choose: (fate: CandidateFate | undefined) => void;
  similar: (productId: string) => void;
}) {
  const candidates = trace?.candidates ?? none;
  const [sort, setSort] = useState<{ key: SortKey; reversed: boolean }>({ key: "found", reversed: false });
  const [text, setText] = useState("");
  const [hits, setHits] = useState(false);
  const [scroll, setScroll] = useState({ top: 0, height: 640 });
  // One row is a stop of the Tab key; arrows go on from it. Hundreds of stops would be a trap.
  const [active, setActive] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const only = hits && heldOut.size > 0 ? heldOut : undefined;
  // Titles are fetched for rows in sight; looking for a word wants all of them.
  useProducts(text === "" ? [] : candidates.map((candidate) => candidate.productId));
  const known = text === "" ? 0 : candidates.filter((candidate) => productOf(candidate.productId) !== undefined).length;
  const rows = useMemo(
    () => rowsOf(candidates, { sort: sort.key, reversed: sort.reversed, fate, text: text.trim().toLowerCase(), only },
      (id) => productOf(id)?.title ?? ""),
    [candidates, sort, fate, text, only, known]);
  const [first, last] = visibleRange(scroll.top, scroll.height, rowHeight, rows.length);
  const drawn = rows.slice(first, last);
  useProducts(drawn.map((row) => row.candidate.productId));

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setScroll((before) => ({ ...before, height: element.clientHeight })));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  useEffect(() => scroller.current?.scrollTo({ top: 0 }), [sort, fate, text, only]);

  const inSight = Math.min(rows.length - 1, Math.floor(scroll.top / rowHeight));
  const stop = active >= first && active < last ? active : inSight;
  const move = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const row = (event.target as HTMLElement).closest("tr[aria-rowindex]");
    if (step === 0 || !row) return;
    const next = scroller.current?.querySelector<HTMLElement>(`tbody tr[aria-rowindex="${Number(row.getAttribute("aria-rowindex")) + step}"] .link`);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  const present = useMemo(() => [...new Set(candidates.map((candidate) => candidate.fate))].sort((a, b) => a - b), [candidates]);
  const turn = (key: SortKey) => setSort((before) => ({ key, reversed: before.key === key && !before.reversed }));

  return (
    <section class="panel candidates" aria-labelledby="candidates-heading">
      <div class="panel-head">
        <h2 id="candidates-heading">All candidates</h2>
        <span class="fine" aria-live="polite">
          {rows.length === candidates.length ? count(rows.length) : `${count(rows.length)} of ${count(candidates.length)}`}
        </span>
      </div>
      <div class="table-tools">
        <input type="search" aria-label="Find among the candidates" placeholder="Find a product or source" value={text}
          onInput={(event) => setText(event.currentTarget.value)} />
        <select aria-label="What became of them" value={fate ?? ""}
          onChange={(event) => choose(event.currentTarget.value === "" ? undefined : Number(event.currentTarget.value))}>
          <option value="">whatever became of them</option>
          {(fate === undefined || present.includes(fate) ? present : [...present, fate])
            .map((value) => <option key={value} value={value}>{fateWords[value].name}</option>)}
        </select>
        {heldOut.size > 0 && (
          <label class="check"><input type="checkbox" checked={hits} onChange={(event) => setHits(event.currentTarget.checked)} /><span>really chosen</span></label>
        )}
      </div>
      <p id="candidates-keys" class="visually-hidden">In the table, up and down arrows go from product to product.</p>
      <div
        class="table-scroll" ref={scroller} tabIndex={0} role="region" aria-label="Table of candidates"
        onScroll={(event) => setScroll({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
      >
        <table aria-rowcount={rows.length + 1} aria-describedby="candidates-keys" onKeyDown={move}>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map(({ key, name, class: kind }) => (
                <th key={key} scope="col" class={kind} aria-sort={sort.key !== key ? undefined : (key === "found") !== sort.reversed ? "ascending" : "descending"}>
                  <button type="button" class="sort" onClick={() => turn(key)}>
                    {name}<span aria-hidden="true">{sort.key !== key ? "" : sort.reversed ? " ↑" : " ↓"}</span>
                  </button>
                </th>
              ))}
              <th scope="col">Fate</th>
            </tr>
          </thead>
          <tbody>
            {first > 0 && <tr aria-hidden="true" class="gap"><td colSpan={5} style={{ height: `${first * rowHeight}px` }} /></tr>}
            {drawn.map(({ candidate, found }, at) => (
              <CandidateRow key={candidate.productId} candidate={candidate} found={found} index={first + at + 2}
                hit={heldOut.has(candidate.productId)} stop={first + at === stop} focused={() => setActive(first + at)} similar={similar} />
            ))}
            {last < rows.length && <tr aria-hidden="true" class="gap"><td colSpan={5} style={{ height: `${(rows.length - last) * rowHeight}px` }} /></tr>}
          </tbody>
        </table>
        {rows.length === 0 && <p class="empty">None of the candidates is like that.</p>}
      </div>
    </section>
  );
}

function CandidateRow({ candidate, found, index, hit, stop, focused, similar }: {
  candidate: CandidateTrace;
  found: number;
  index: number;
  hit: boolean;
  /** Whether the Tab key stops here. */
  stop: boolean;
  focused: () => void;
  similar: (productId: string) => void;
}) {
  const { productId } = candidate;
  const product = productOf(productId);
  const fate = fateWords[candidate.fate] ?? fateWords[CandidateFate.UNSPECIFIED];
  return (
    <tr aria-rowindex={index} class={`${candidate.fate === CandidateFate.RETURNED ? "returned" : ""} ${hit ? "hit" : ""}`}>
      <th scope="row">
        <span class="cell">
          <Picture product={product} id={productId} />
          <button type="button" class="link" tabIndex={stop ? 0 : -1} onFocus={focused} title={`Found ${count(found + 1)}. Similar products`} onClick={() => similar(productId)}>
            {titleOf(product, productId)}
          </button>
          {hit && <Hit />}
        </span>
      </th>
      <td class="wide"><span class="cell fine" title={candidate.sources.map(words).join(", ")}>{candidate.sources.map(words).join(" · ")}</span></td>
      <td class="num wide">{score(candidate.retrievalScore)}</td>
      <td class="num">{score(candidate.score)}</td>
      <td><span class="cell" title={fate.why}>{candidate.position === undefined ? fate.name : <b>{`page, ${candidate.position + 1}`}</b>}</span></td>
    </tr>
  );
}
