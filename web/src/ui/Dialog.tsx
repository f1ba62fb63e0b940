import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon } from "./Icon.js";

/** A modal dialog, in the middle or as a drawer at the side. Escape and a click beside it close it. */
export function Dialog({ title, open, close, drawer = false, children }: {
  title: string;
  open: boolean;
  close: () => void;
  drawer?: boolean;
  children: ComponentChildren;
}) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = element.current;
    if (open && dialog && !dialog.open) dialog.showModal();
    else if (!open && dialog?.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={element}
      class={drawer ? "drawer" : "dialog"}
      aria-labelledby={heading}
      onClose={() => open && close()}
      onClick={(event) => event.target === element.current && close()}
    >
      {open && (
        <div class="dialog-body">
          <header class="dialog-head">
            <h2 id={heading}>{title}</h2>
            <button type="button" class="button icon-only" aria-label="Close" onClick={close}><Icon name="close" /></button>
          </header>
          {children}
        </div>
      )}
    </dialog>
  );
}
