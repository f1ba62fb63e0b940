import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useAnswer } from "../api/hooks.js";
import { Icon } from "./Icon.js";

/** One thing that was found. */
export interface Found {
  id: string;
  title: string;
  about: string;
}

/**
 * A search field with a list of what was found (the combobox pattern): arrows move, Enter takes, Escape closes.
 * `find` is asked with what is typed, the empty text included.
 */
export function Search({ label, placeholder, name, find, take, freeText = false }: {
  label: string;
  placeholder: string;
  /** Tells what is searched, so that answers of another search are not shown. */
  name: string;
  find: (text: string, signal: AbortSignal) => Promise<Found[]>;
  take: (found: Found) => void;
  /** Whether what was typed can be taken as an id although the list does not have it. */
  freeText?: boolean;
}) {
  const id = useId();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const box = useRef<HTMLDivElement>(null);
  const answer = useAnswer(open ? `${name}\n${text.trim()}` : undefined, (signal) => find(text.trim(), signal), 120);
  const found = answer.value ?? [];
  useEffect(() => setAt(-1), [text, open]);
  useEffect(() => {
    if (!open) return;
    const away = (event: Event) => !box.current?.contains(event.target as Node) && setOpen(false);
    addEventListener("pointerdown", away);
    return () => removeEventListener("pointerdown", away);
  }, [open]);

  const choose = (item: Found) => {
    setOpen(false);
    setText("");
    take(item);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (found.length > 0) setAt((before) => (before + step + found.length + (before < 0 && step < 0 ? 1 : 0)) % found.length);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      setOpen(false);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const item = found[at] ?? (freeText && text.trim() ? { id: text.trim(), title: text.trim(), about: "" } : found[0]);
      if (open && item) choose(item);
    }
  };

  return (
    <div class="search" ref={box}>
      <label for={id} class="search-label">{label}</label>
      <div class="search-field">
        <Icon name="search" />
        <input
          id={id} type="text" role="combobox" aria-autocomplete="list" aria-expanded={open} aria-controls={`${id}-list`}
          aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined} autocomplete="off" spellcheck={false} maxLength={128}
          placeholder={placeholder} value={text}
          onInput={(event) => { setText(event.currentTarget.value); setOpen(true); }}
          onFocus={() => setOpen(true)} onKeyDown={onKeyDown}
          onBlur={(event) => !box.current?.contains(event.relatedTarget as Node) && setOpen(false)}
        />
      </div>
      <ul id={`${id}-list`} role="listbox" tabIndex={-1} aria-label={label} class="search-list" hidden={!open}>
        {found.map((item, index) => (
          <li
            key={item.id} id={`${id}-${index}`} role="option" aria-selected={index === at}
            onPointerDown={(event) => event.preventDefault()} onClick={() => choose(item)}
          >
            <span class="search-title">{item.title}</span>
            <span class="search-about">{item.about}</span>
          </li>
        ))}
        {found.length === 0 && (
          <li role="option" aria-disabled="true" aria-selected={false} class="search-none">
            {answer.problem ? answer.problem.title : answer.busy ? "Searching…" : freeText && text.trim() ? `Enter takes “${text.trim()}” as it is` : "Nothing found"}
          </li>
        )}
      </ul>
      <span class="visually-hidden" aria-live="polite">{open && !answer.busy ? `${found.length} found` : ""}</span>
    </div>
  );
}
