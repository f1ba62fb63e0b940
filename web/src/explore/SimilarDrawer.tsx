import { server } from "../api/client.js";
import { InteractionType } from "../api/contract.js";
import { useAnswer } from "../api/hooks.js";
import { keepProducts, productOf, useProducts } from "../api/products.js";
import { hrefOf } from "../app/route.js";
import { score } from "../logic/format.js";
import { Dialog } from "../ui/Dialog.js";
import { Icon } from "../ui/Icon.js";
import { Empty, ProblemNotice } from "../ui/Notice.js";
import { Picture } from "../ui/Picture.js";
import { ProductLine, titleOf } from "../ui/Product.js";
import { Sources } from "./Page.js";
import { visitorSession, type Settings } from "./settings.js";

/** A product and what is similar to it, for the customer or visitor who is looked at. */
export function SimilarDrawer({ settings, close, similar, change }: {
  settings: Settings;
  close: () => void;
  similar: (productId: string) => void;
  change: (patch: Partial<Settings>, options?: { replace: boolean }) => void;
}) {
  const id = settings.like;
  useProducts(id === "" ? [] : [id]);
  const product = productOf(id);
  const who = settings.visitor ? visitorSession : settings.customerId;
  const answer = useAnswer(id === "" ? undefined : `${id}\n${who}`, async (signal) => {
    const found = await server.recommendations.similarProducts({
      productId: id, pageSize: 20, includeProducts: true, includeReasons: true,
      ...(settings.visitor ? { sessionId: visitorSession } : { customerId: settings.customerId }),
    }, { signal });
    keepProducts(found.recommendations.map((item) => item.product));
    return found;
  });
  const add = (type: InteractionType) => change({ like: "", events: [...settings.events, { type, productId: id }] }, { replace: false });

  return (
    <Dialog title={titleOf(product, id)} open={id !== ""} close={close} drawer>
      <div class="product-head">
        <Picture product={product} id={id} />
        <dl class="facts">
          <div><dt>Id</dt><dd>{id}</dd></div>
          {product && product.price > 0 && <div><dt>Price</dt><dd>{product.price.toFixed(2)}</dd></div>}
          {product && product.brand && <div><dt>Brand</dt><dd>{product.brand}</dd></div>}
          {product && product.categories.length > 0 && <div><dt>Categories</dt><dd>{product.categories.join(", ")}</dd></div>}
          {product === null && <div><dt>Catalogue</dt><dd>not in it any more</dd></div>}
        </dl>
      </div>
      <div class="row wrap">
        {settings.visitor && (
          <>
            <button type="button" class="button" onClick={() => add(InteractionType.VIEW)}><Icon name="eye" />Viewed it</button>
            <button type="button" class="button" onClick={() => add(InteractionType.ADD_TO_CART)}><Icon name="cart" />Put it in the cart</button>
            <button type="button" class="button" onClick={() => add(InteractionType.PURCHASE)}><Icon name="bag" />Bought it</button>
          </>
        )}
        <a class="button" href={hrefOf(["shop", "product", id])}>See it in the shop</a>
      </div>
      <h3>Similar</h3>
      {answer.problem && <ProblemNotice problem={answer.problem} again={answer.again} />}
      {answer.value?.recommendations.length === 0 && <Empty title="Nothing is similar enough" />}
      <ol class="lines" aria-busy={answer.busy}>
        {answer.value?.recommendations.map((item) => (
          <li key={item.productId}>
            <ProductLine product={item.product} id={item.productId} open={() => similar(item.productId)}
              about={<Sources names={item.reasons.map((reason) => reason.source)} />}>
              <span class="score">{score(item.score)}</span>
            </ProductLine>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
