import type { ComponentChildren } from "preact";
import { duration } from "../logic/format.js";
import type { Problem } from "../api/problem.js";
import { openKeyDialog } from "./KeyDialog.js";

/** Shows an error of the server: what is wrong, the server's own words, and what can be done. */
export function ProblemNotice({ problem, again }: { problem: Problem; again?: () => void }) {
  return (
    <div class={`notice ${problem.kind}`} role="alert">
      <div class="notice-text">
        <strong>{problem.title}</strong>
        {problem.message && <p>{problem.message}</p>}
        {problem.fields.size > 0 && (
          <ul>{[...problem.fields].map(([field, what]) => <li key={field}><code>{field}</code> {what}</li>)}</ul>
        )}
        <p class="fine">
          {[problem.code, problem.reason].filter(Boolean).join(" · ")}
          {problem.requestId && <> · request <code>{problem.requestId}</code></>}
          {problem.retryAfterMs !== undefined && <> · try again in {duration(problem.retryAfterMs)}</>}
        </p>
      </div>
      <div class="notice-actions">
        {problem.kind === "key" && <button type="button" class="button" onClick={openKeyDialog}>Enter a key</button>}
        {again && problem.kind !== "key" && <button type="button" class="button" onClick={again}>Try again</button>}
      </div>
    </div>
  );
}

/** Says that there is nothing, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return <div class="empty"><strong>{title}</strong>{children && <p>{children}</p>}</div>;
}
