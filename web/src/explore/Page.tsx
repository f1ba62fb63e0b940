import { useEffect, useRef, useState } from "preact/hooks";
import type { Recommendation } from "../api/contract.js";
import { words, score } from "../logic/format.js";
import { changeInWords, comparePages, moveInWords, type PageChange } from "../logic/ranking.js";
import { Icon } from "../ui/Icon.js";
import { Empty } from "../ui/Notice.js";
import { ProductLine } from "../ui/Product.js";

/** The page of recommendations, with what changed against the answer before it. */
export function Page({ items, heldOut, similar, asked }: {
  items: readonly Recommendation[];
  heldOut: ReadonlySet<string>;
  similar: (productId: string) => void;
  asked: string;
}) {
  const before = useRef<{ asked: string; ids: string[] } | undefined>(undefined);
  const [change, setChange] = useState<PageChange | undefined>();
  useEffect(() => {
    const ids = items.map((item) => item.productId);
    // Only answers to other questions are compared: asking the same again tells nothing new.
    if (before.current && before.current.asked !== asked) setChange(comparePages(before.current.ids, ids));
    before.current = { asked, ids };
  }, [items, asked]);
  const best = Math.max(1e-9, ...items.map((item) => item.score));

  return (
    <section class="panel page" aria-labelledby="page-heading">
      <div class="panel-head">
        <h2 id="page-heading">The page</h2>
        <span class="fine" aria-live="polite">{change ? changeInWords(change) : ""}</span>
      </div>
      {items.length === 0 && <Empty title="Nothing passed the filters">Widen the price, clear the category, or ask for more candidates.</Empty>}
      <ol class="lines">
        {items.map((item, place) => {
          const mark = moveInWords(change?.moves.get(item.productId));
          return (
            <li key={item.productId} class={heldOut.has(item.productId) ? "hit" : undefined}>
              <ProductLine
                product={item.product} id={item.productId} open={() => similar(item.productId)} openLabel="Similar products"
                lead={<span class="place" aria-hidden="true">{place + 1}</span>}
                marks={(
                  <>
                    {heldOut.has(item.productId) && <Hit />}
                    {mark && <span class={`mark ${mark.split(" ")[0]}`}>{mark}</span>}
                  </>
                )}
                about={<Sources names={item.reasons.map((reason) => reason.source)} />}
              >
                <span class="score">
                  <span class="visually-hidden">score </span>{score(item.score)}
                  <span class="score-bar" aria-hidden="true"><span style={{ width: `${Math.max(0, item.score / best) * 100}%` }} /></span>
                </span>
              </ProductLine>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Marks a product that the customer really chose in the held-out time. */
export const Hit = () => (
  <span class="hit-mark" title="Really chosen in the held-out time"><Icon name="star" solid /><span class="visually-hidden">really chosen later</span></span>
);

/** Names of the sources that found a product. */
export const Sources = ({ names }: { names: readonly string[] }) => (
  <span class="source-names">{names.map((name) => words(name)).join(" · ")}</span>
);
