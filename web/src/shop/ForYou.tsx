import { InteractionType, type Product, type Recommendation } from "../api/contract.js";
import { productOf } from "../api/products.js";
import { hrefOf } from "../app/route.js";
import { duration, price } from "../logic/format.js";
import { changeInWords, moveInWords, type PageChange } from "../logic/ranking.js";
import { didWords } from "../ui/labels.js";
import { ProblemNotice, Empty } from "../ui/Notice.js";
import { Picture } from "../ui/Picture.js";
import { titleOf } from "../ui/Product.js";
import { useVisit, visit, type Deed } from "./visit.js";

const reasonWords: Record<string, string> = {
  session: "goes with what you just looked at",
  similar_neighbors: "bought together with it",
  item_embedding: "chosen by the same people",
  ease: "goes with what you chose",
  graph_filter: "chosen by people like you",
  transitions: "often chosen next",
  item_knn: "bought by those who bought the same",
  two_tower: "fits what you chose before",
  content: "alike in words",
  trending: "wanted more of late",
  recent: "you looked at it before",
  popular: "popular",
};

/** The reason that says most, in words. */
const reasonOf = (item: Recommendation): string =>
  Object.entries(reasonWords).find(([name]) => item.reasons.some((reason) => reason.source === name))?.[1] ?? "";

function deedInWords({ type, productId }: Deed): string {
  const title = titleOf(productOf(productId), productId);
  return type === InteractionType.ADD_TO_CART ? `put ${title} in the cart` : `${didWords[type]} ${title}`;
}

/** The page for this visitor, with what the latest deed changed. */
export function ForYou() {
  const { answer, change, because, problem, busy } = useVisit();
  const items = answer?.recommendations ?? [];
  return (
    <section aria-labelledby="for-you" aria-busy={busy}>
      <div class="shop-row-head">
        <h2 id="for-you">For you{answer?.provenance?.coldStart ? ", a newcomer" : ""}</h2>
        <p class="fine" role="status">
          {change && because && (
            <>
              <b>{changeInWords(change)}</b> because you {deedInWords(because)}
              {because.answeredMs !== undefined && <>, {duration(because.answeredMs)} after the click</>}
            </>
          )}
        </p>
      </div>
      {problem && <ProblemNotice problem={problem} again={() => void visit.refresh()} />}
      {answer && items.length === 0 && <Empty title="Nothing to show yet">The server has no products for this visitor.</Empty>}
      <Shelf items={items} token={answer?.attributionToken ?? ""} change={change} />
      {change && change.gone.length > 0 && (
        <p class="gone"><span>Gone:</span> {change.gone.map(({ id }) => <s key={id}>{titleOf(productOf(id), id)}</s>)}</p>
      )}
    </section>
  );
}

/** Products side by side; a click on one is told to the server with the answer it came from. */
export function Shelf({ items, token, change }: {
  items: readonly Recommendation[];
  token: string;
  change?: PageChange | undefined;
}) {
  return (
    <ol class="shelf">
      {items.map((item) => (
        <li key={item.productId}>
          <Card id={item.productId} product={item.product} about={reasonOf(item)} token={token}
            mark={moveInWords(change?.moves.get(item.productId))} />
        </li>
      ))}
    </ol>
  );
}

function Card({ id, product, about, token, mark }: {
  id: string;
  product: Product | undefined;
  about: string;
  token: string;
  mark: string;
}) {
  return (
    <a class="card" href={hrefOf(["shop", "product", id])} onClick={() => visit.click(id, token)}>
      <Picture product={product} id={id} />
      {mark && <span class={`mark ${mark.split(" ")[0]}`}>{mark}</span>}
      <span class="card-title">{titleOf(product, id)}</span>
      <span class="card-about">{product && product.price > 0 ? price(product.price) : ""}</span>
      <span class="card-why">{about}</span>
    </a>
  );
}
