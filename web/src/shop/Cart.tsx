import { productOf, useProducts } from "../api/products.js";
import { go, hrefOf } from "../app/route.js";
import { price } from "../logic/format.js";
import { Icon } from "../ui/Icon.js";
import { Empty } from "../ui/Notice.js";
import { Picture } from "../ui/Picture.js";
import { titleOf } from "../ui/Product.js";
import { ForYou } from "./ForYou.js";
import { useVisit } from "./visit.js";

/** What is in the cart; checking out buys it. */
export function Cart() {
  const visit = useVisit();
  const lines = [...visit.cart];
  useProducts(lines.map(([id]) => id));
  const total = lines.reduce((sum, [id, quantity]) => sum + (productOf(id)?.price ?? 0) * quantity, 0);
  const checkOut = () => {
    void visit.checkOut();
    go("#/shop/thanks");
  };
  return (
    <>
      <section class="panel" aria-labelledby="cart-heading">
        <h2 id="cart-heading">Cart</h2>
        {lines.length === 0 && <Empty title="The cart is empty">Open a product and add it.</Empty>}
        <ul class="lines">
          {lines.map(([id, quantity]) => {
            const product = productOf(id);
            const title = titleOf(product, id);
            return (
              <li key={id} class="line">
                <Picture product={product} id={id} />
                <div class="line-text">
                  <a class="line-title" href={hrefOf(["shop", "product", id])}>{title}</a>
                  <span class="line-about">{product && product.price > 0 ? `${price(product.price)} each` : ""}</span>
                </div>
                <input type="number" min={1} max={99} value={quantity} aria-label={`How many of ${title}`} class="quantity"
                  onChange={(event) => visit.setQuantity(id, Math.max(1, event.currentTarget.valueAsNumber || 1))} />
                <button type="button" class="button icon-only" aria-label={`Remove ${title}`} onClick={() => visit.setQuantity(id, 0)}><Icon name="close" /></button>
              </li>
            );
          })}
        </ul>
        {lines.length > 0 && (
          <div class="row between cart-end">
            <span>Together <b>{price(total) || "–"}</b></span>
            <button type="button" class="button primary" onClick={checkOut}>Check out</button>
          </div>
        )}
      </section>
      <ForYou />
    </>
  );
}
