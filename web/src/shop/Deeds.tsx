import { productOf } from "../api/products.js";
import { duration } from "../logic/format.js";
import { changeInWords } from "../logic/ranking.js";
import { didWords } from "../ui/labels.js";
import { titleOf } from "../ui/Product.js";
import { useVisit, type Deed } from "./visit.js";

/** What the visitor did, how soon it was durable, and how soon the answer changed. */
export function Deeds() {
  const { deeds } = useVisit();
  const answered = deeds.flatMap((deed) => (deed.answeredMs === undefined ? [] : [deed.answeredMs])).sort((a, b) => a - b);
  return (
    <section class="panel" aria-labelledby="deeds-heading">
      <h2 id="deeds-heading">What the server just learned</h2>
      {answered.length > 0 && (
        <p class="deeds-figure"><b>{duration(answered[Math.floor(answered.length / 2)]!)}</b> <span>from click to changed answer, median of {answered.length}</span></p>
      )}
      {deeds.length === 0 && <p class="fine">Nothing yet. Open a product: the view is written to the journal, and the next answer counts it.</p>}
      <ol class="deeds" tabIndex={deeds.length > 4 ? 0 : undefined} aria-label="Deeds, latest first">
        {deeds.map((deed) => <DeedLine key={deed.number} deed={deed} />)}
      </ol>
    </section>
  );
}

function DeedLine({ deed }: { deed: Deed }) {
  return (
    <li class={`deed ${deed.state}`}>
      <span class="deed-what"><b>{didWords[deed.type]}</b> {titleOf(productOf(deed.productId), deed.productId)}</span>
      <span class="fine">
        {deed.state === "sending" && "on its way…"}
        {deed.state === "durable" && deed.durableMs !== undefined && `durable after ${duration(deed.durableMs)}`}
        {deed.state === "rejected" && `rejected: ${deed.why ?? ""}`}
        {deed.state === "failed" && `not sent: ${deed.why ?? ""}`}
        {deed.answeredMs !== undefined && `, answered after ${duration(deed.answeredMs)}`}
        {deed.change && <><br />{changeInWords(deed.change)}</>}
      </span>
    </li>
  );
}
