import { useEffect, useState } from "preact/hooks";
import { server } from "../api/client.js";
import { InteractionType } from "../api/contract.js";
import { useAnswer } from "../api/hooks.js";
import { keepProducts } from "../api/products.js";
import { hrefOf } from "../app/route.js";
import { calmTitle, price } from "../logic/format.js";
import { Icon } from "../ui/Icon.js";
import { ProblemNotice } from "../ui/Notice.js";
import { Picture } from "../ui/Picture.js";
import { titleOf } from "../ui/Product.js";
import { ForYou, Shelf } from "./ForYou.js";
import { visit } from "./visit.js";

/** One product. Opening it is a view, which the server is told of. */
export function ProductPage({ id }: { id: string }) {
  const [said, say] = useState("");
  const product = useAnswer(id, async (signal) => {
    const found = (await server.products.getProduct({ productId: id }, { signal })).product;
    keepProducts([found]);
    return found;
  });
  const similar = useAnswer(`${id}\n${visit.sessionId}`, async (signal) => {
    const found = await server.recommendations.similarProducts({
      productId: id, sessionId: visit.sessionId, customerId: visit.customerId, pageSize: 6, includeProducts: true, includeReasons: true,
    }, { signal });
    keepProducts(found.recommendations.map((item) => item.product));
    return found;
  });
  const there = product.value !== undefined;
  useEffect(() => {
    if (there) void visit.act(InteractionType.VIEW, [[id, 1]]);
  }, [there]);
  const add = () => {
    say("In the cart");
    void visit.addToCart(id);
  };

  if (product.problem) return <ProblemNotice problem={product.problem} again={product.again} />;
  return (
    <>
      <article class="panel product">
        <Picture product={product.value} id={id} />
        <div class="product-text">
          <h2 class="title">{titleOf(product.value, id)}</h2>
          <p class="product-price">{product.value && price(product.value.price)}</p>
          {product.value?.description && <p>{product.value.description}</p>}
          <p class="fine">{[id, product.value?.brand, ...(product.value?.categories ?? [])].filter(Boolean).map((text) => calmTitle(text ?? "")).join(" · ")}</p>
          <div class="row wrap">
            <button type="button" class="button primary" disabled={!there} onClick={add}><Icon name="bag" />Add to cart</button>
            <a class="button quiet" href={hrefOf(["explore"], { ...(visit.customerId ? { customer: visit.customerId } : { visitor: "1" }), like: id })}>Explore it</a>
            <span role="status" class="fine">{said}</span>
          </div>
        </div>
      </article>
      <section aria-labelledby="similar-heading">
        <div class="shop-row-head"><h2 id="similar-heading">Similar</h2></div>
        {similar.problem && <ProblemNotice problem={similar.problem} again={similar.again} />}
        <Shelf items={similar.value?.recommendations ?? []} token={similar.value?.attributionToken ?? ""} />
      </section>
      <ForYou />
    </>
  );
}
