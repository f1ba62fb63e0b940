import { useState } from "preact/hooks";
import { hasKey } from "../api/client.js";
import { DegradedReason, timestampDate, type RecommendForUserRequest, type RecommendForUserResponse } from "../api/contract.js";
import { count, instant, words } from "../logic/format.js";
import { stageWords } from "../ui/labels.js";
import { Icon } from "../ui/Icon.js";
import { snippetsOf } from "./snippets.js";

const degradedWords: Record<DegradedReason, string> = {
  [DegradedReason.UNSPECIFIED]: "not said",
  [DegradedReason.FAILED]: "failed",
  [DegradedReason.DEADLINE]: "ran late",
  [DegradedReason.OVERLOADED]: "was shed, the server is overloaded",
};

/** What the answer was made from, and how to ask for it without this page. */
export function Provenance({ response, request }: { response: RecommendForUserResponse; request: RecommendForUserRequest }) {
  const from = response.provenance;
  return (
    <div class="work">
      <section class="panel" aria-labelledby="provenance-heading">
        <h2 id="provenance-heading">What the answer was made from</h2>
        {from && (
          <dl class="facts">
            <Fact name="Pipeline">{from.pipeline}</Fact>
            <Fact name="Model version">{from.modelVersion}</Fact>
            <Fact name="Index version">{from.indexVersion}</Fact>
            <Fact name="Seed">{String(from.seed)}</Fact>
            <Fact name="Asked at">{from.requestTime ? instant(timestampDate(from.requestTime)) : "–"}</Fact>
            <Fact name="Newest interaction">{from.newestInteractionTime ? instant(timestampDate(from.newestInteractionTime)) : "none"}</Fact>
            <Fact name="Journal position">{count(from.journalPosition)}</Fact>
            <Fact name="Newcomer">{from.coldStart ? "yes: popularity and content only" : "no"}</Fact>
            <Fact name="From fallbacks alone">{count(from.fallbackCount)}</Fact>
            <Fact name="Degraded">
              {from.degradedStages.length === 0 ? "nothing" : from.degradedStages
                .map((part) => `${stageWords[part.stage]}: ${words(part.component)} ${degradedWords[part.reason]}`).join("; ")}
            </Fact>
          </dl>
        )}
      </section>
      <Snippets request={request} />
    </div>
  );
}

const Fact = ({ name, children }: { name: string; children: string }) => <div><dt>{name}</dt><dd>{children}</dd></div>;

function Snippets({ request }: { request: RecommendForUserRequest }) {
  const [at, setAt] = useState(0);
  const [copied, setCopied] = useState("");
  const snippets = snippetsOf(request, location.origin, hasKey());
  const snippet = snippets[at]!;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(snippet.text);
      setCopied(`${snippet.name} copied`);
    } catch {
      setCopied("The browser does not allow copying; select the text instead");
    }
  };
  return (
    <section class="panel" aria-labelledby="code-heading">
      <div class="panel-head">
        <h2 id="code-heading">The same request from elsewhere</h2>
        <span class="fine" role="status">{copied}</span>
      </div>
      <div class="row between">
        <div class="segments" role="group" aria-label="Language">
          {snippets.map(({ name }, index) => (
            <button key={name} type="button" aria-pressed={index === at} onClick={() => { setAt(index); setCopied(""); }}>{name}</button>
          ))}
        </div>
        <button type="button" class="button" onClick={copy}><Icon name="copy" />Copy</button>
      </div>
      <pre class="code" tabIndex={0} aria-label={`The request as ${snippet.name}`}><code>{snippet.text}</code></pre>
    </section>
  );
}
