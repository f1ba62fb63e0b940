import { useEffect, useRef, useState } from "preact/hooks";
import { server } from "../api/client.js";
import { ModelState, timestampDate, type Model } from "../api/contract.js";
import { useAnswer } from "../api/hooks.js";
import { problemOf, type Problem } from "../api/problem.js";
import { bytes, count, date, instant, words } from "../logic/format.js";
import { Dialog } from "../ui/Dialog.js";
import { Empty, ProblemNotice } from "../ui/Notice.js";

type Intent = { verb: "activate" | "rollBack"; version: string };

const stateWords: Record<ModelState, string> = {
  [ModelState.UNSPECIFIED]: "–",
  [ModelState.READY]: "ready",
  [ModelState.LIVE]: "live",
  [ModelState.DAMAGED]: "damaged",
};

/** Published versions with their figures; one can be made live, or the step before taken back. */
export function Models({ live }: { live: string | undefined }) {
  const list = useAnswer("models", async (signal) => (await server.models.listModels({ pageSize: 100 }, { signal })).models);
  const [intent, setIntent] = useState<Intent | undefined>();
  const [said, say] = useState("");
  const [problem, setProblem] = useState<Problem | undefined>();
  const [busy, setBusy] = useState(false);
  // Somebody else, or training, may make another version live.
  const listed = useRef(live);
  useEffect(() => {
    if (live !== listed.current && listed.current !== undefined) list.again();
    listed.current = live;
  }, [live]);

  const confirm = async () => {
    if (!intent) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const { model } = intent.verb === "activate"
        ? await server.models.activateModel({ version: intent.version })
        : await server.models.rollBackModel({ expectedVersion: intent.version });
      say(`${model?.version ?? "It"} is live`);
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
    setIntent(undefined);
    list.again();
  };
  const current = list.value?.find(({ state }) => state === ModelState.LIVE);

  return (
    <section class="panel" aria-labelledby="models-heading">
      <div class="panel-head">
        <h2 id="models-heading">Model versions</h2>
        <span class="row">
          <span class="fine" role="status">{said}</span>
          {current && (
            <button type="button" class="button small" onClick={() => setIntent({ verb: "rollBack", version: current.version })}>Roll back</button>
          )}
        </span>
      </div>
      {(problem ?? list.problem) && <ProblemNotice problem={(problem ?? list.problem)!} again={problem ? () => setProblem(undefined) : list.again} />}
      {list.value?.length === 0 && <Empty title="No version was published yet">Train one: <code>./recsys train</code></Empty>}
      {list.value && list.value.length > 0 && (
        <div class="scroll-x" tabIndex={0} role="region" aria-label="Published versions">
          <table class="plain models">
            <thead>
              <tr>
                <th scope="col">Version</th><th scope="col">State</th><th scope="col">Published</th><th scope="col">Trained on</th>
                <th scope="col">Figures</th><th scope="col" class="num">Size</th><th scope="col"><span class="visually-hidden">Action</span></th>
              </tr>
            </thead>
            <tbody>{list.value.map((model) => <ModelRow key={model.version} model={model} activate={() => setIntent({ verb: "activate", version: model.version })} />)}</tbody>
          </table>
        </div>
      )}
      <Dialog title={intent?.verb === "rollBack" ? "Roll back?" : "Make this version live?"} open={intent !== undefined} close={() => setIntent(undefined)}>
        <p>
          {intent?.verb === "rollBack"
            ? <>The version that was live before <b>{intent.version}</b> answers from now on.</>
            : <><b>{intent?.version}</b> answers from now on.</>}
          {" "}Requests under way end on the version they began with.
        </p>
        <div class="row end">
          <button type="button" class="button" onClick={() => setIntent(undefined)}>Leave it</button>
          <button type="button" class="button primary" disabled={busy} onClick={confirm}>{intent?.verb === "rollBack" ? "Roll back" : "Make it live"}</button>
        </div>
      </Dialog>
    </section>
  );
}

function ModelRow({ model, activate }: { model: Model; activate: () => void }) {
  // Times of training say nothing of quality.
  const figures = model.metrics.filter(({ name }) => !name.startsWith("seconds_"));
  const day = (time: Model["createTime"]) => (time ? date(timestampDate(time)) : "–");
  return (
    <tr class={model.state === ModelState.LIVE ? "whole" : undefined}>
      <th scope="row">{model.version}</th>
      <td>
        <span class={`state s-${stateWords[model.state]}`}>{stateWords[model.state]}</span>
        {model.damageDescription && <span class="fine"> {model.damageDescription}</span>}
      </td>
      <td>{model.createTime ? instant(timestampDate(model.createTime)) : "–"}</td>
      <td>{count(model.interactionCount)} interactions, {day(model.dataStartTime)} – {day(model.dataEndTime)}</td>
      <td>
        <dl class="metrics">
          {figures.map(({ name, value }) => <div key={name}><dt>{words(name)}</dt><dd>{value.toFixed(3)}</dd></div>)}
        </dl>
      </td>
      <td class="num">{bytes(model.sizeBytes)}</td>
      <td class="num">{model.state === ModelState.READY && <button type="button" class="button small" onClick={activate} aria-label={`Activate ${model.version}`}>Activate</button>}</td>
    </tr>
  );
}
