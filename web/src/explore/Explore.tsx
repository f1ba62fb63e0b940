import { useEffect, useMemo, useState } from "preact/hooks";
import { server } from "../api/client.js";
import { useAnswer } from "../api/hooks.js";
import { keepProducts } from "../api/products.js";
import { go, hrefOf, type Route } from "../app/route.js";
import { CandidateFate } from "../api/contract.js";
import { measureQuality } from "../logic/quality.js";
import { Empty, ProblemNotice } from "../ui/Notice.js";
import { Candidates } from "./Candidates.js";
import { Controls } from "./Controls.js";
import { Figures } from "./Figures.js";
import { heldOutOf, historyOf, someCustomer } from "./people.js";
import { History } from "./History.js";
import { Page } from "./Page.js";
import { Provenance } from "./Provenance.js";
import { isComplete, readSettings, requestOf, writeSettings, type Settings } from "./settings.js";
import { SimilarDrawer } from "./SimilarDrawer.js";
import { Who } from "./Who.js";
import { Work } from "./Work.js";

const nothing: ReadonlySet<string> = new Set();

/** Recommendations for anybody, and how they came about. */
export function Explore({ route }: { route: Route }) {
  const settings = readSettings(route.query);
  const [fate, setFate] = useState<CandidateFate | undefined>();
  const change = (patch: Partial<Settings>, options = { replace: true }) =>
    go(hrefOf(["explore"], writeSettings({ ...settings, ...patch })), options);

  // Without anybody in the address the page begins with somebody, so that there is something to see.
  const begin = useAnswer(isComplete(settings) ? undefined : "somebody", someCustomer);
  useEffect(() => {
    if (begin.value) change({ customerId: begin.value });
  }, [begin.value]);

  const request = requestOf(settings);
  const asked = isComplete(settings) ? writeSettings({ ...settings, like: "" }).toString() : undefined;
  const answer = useAnswer(asked, async (signal) => {
    const response = await server.recommendations.recommendForUser(request, { signal });
    keepProducts(response.recommendations.map((item) => item.product));
    return { response, asked };
  }, 90);
  const customer = settings.visitor || settings.customerId === "" ? undefined : settings.customerId;
  const history = useAnswer(customer, (signal) => historyOf(customer!, signal));
  const heldOut = useAnswer(customer, (signal) => heldOutOf(customer!, signal));
  const wanted = heldOut.value?.products ?? nothing;

  const response = answer.value?.response;
  const page = useMemo(() => response?.recommendations.map((item) => item.productId) ?? [], [response]);
  const quality = useMemo(
    () => response && wanted.size > 0
      ? measureQuality(page, (response.trace?.candidates ?? []).map((item) => item.productId), wanted) : undefined,
    [response, page, wanted]);
  const similar = (productId: string) => change({ like: productId }, { replace: false });

  return (
    <div class="explore">
      <h1 class="visually-hidden">Explore recommendations</h1>
      <aside class="explore-side" aria-label="What is asked">
        <Who settings={settings} change={change} />
        <Controls settings={settings} change={change} fields={answer.problem?.fields} products={response?.recommendations} />
      </aside>
      <div class="explore-main" aria-busy={answer.busy}>
        {begin.problem && <ProblemNotice problem={begin.problem} again={begin.again} />}
        {begin.value === null && !isComplete(settings) && (
          <Empty title="There are no customers yet">
            Import some, or be an anonymous visitor: choose “Visitor” and click what you did.
          </Empty>
        )}
        <History settings={settings} history={history} change={change} similar={similar} />
        {answer.problem && <ProblemNotice problem={answer.problem} again={answer.again} />}
        {response && (
          <>
            <Figures response={response} quality={quality} heldOut={heldOut.value} elapsedMs={answer.elapsedMs} visitor={settings.visitor} />
            <Work trace={response.trace} fate={fate} choose={setFate} />
            <div class="answer">
              <Page key={customer ?? "visitor"} items={response.recommendations} heldOut={wanted} similar={similar} asked={answer.value?.asked ?? ""} />
              <Candidates trace={response.trace} heldOut={wanted} fate={fate} choose={setFate} similar={similar} />
            </div>
            <Provenance response={response} request={request} />
          </>
        )}
      </div>
      <SimilarDrawer settings={settings} close={() => closeDrawer(settings, change)} similar={similar} change={change} />
    </div>
  );
}

// Closing the drawer leaves an address without it; going back opens it again.
function closeDrawer(settings: Settings, change: (patch: Partial<Settings>, options?: { replace: boolean }) => void): void {
  if (settings.like !== "") change({ like: "" }, { replace: false });
}
