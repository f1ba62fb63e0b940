import { useEffect, useRef, useState } from "preact/hooks";
import { hasKey, keyError, setKey } from "../api/client.js";
import { Dialog } from "./Dialog.js";

const opened = new EventTarget();

/** Opens the dialog that asks for the API key. */
export const openKeyDialog = (): void => void opened.dispatchEvent(new Event("open"));

/** Asks for the API key, which is kept for this tab only. */
export function KeyDialog() {
  const [open, setOpen] = useState(false);
  const [error, setError] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const show = () => setOpen(true);
    opened.addEventListener("open", show);
    return () => opened.removeEventListener("open", show);
  }, []);
  const save = (event: Event) => {
    event.preventDefault();
    const text = field.current?.value ?? "";
    const wrong = keyError(text);
    setError(wrong);
    if (wrong !== "") return;
    setKey(text);
    setOpen(false);
  };
  return (
    <Dialog title="API key" open={open} close={() => setOpen(false)}>
      <form onSubmit={save} class="stack">
        <label class="field">
          <span>Key</span>
          <input ref={field} type="password" name="key" autocomplete="off" spellcheck={false} maxLength={4096}
            aria-invalid={error ? true : undefined} aria-describedby="key-error" />
        </label>
        <p id="key-error" class="field-error" role="alert" hidden={error === ""}>{error}</p>
        <p class="fine">Sent with every call as a bearer token. Kept in this tab until it is closed, and nowhere else.</p>
        <div class="row end">
          {hasKey() && (
            <button type="button" class="button quiet" onClick={() => { setKey(""); setOpen(false); }}>Forget the key</button>
          )}
          <button type="submit" class="button primary">Use this key</button>
        </div>
      </form>
    </Dialog>
  );
}
