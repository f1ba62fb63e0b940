import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** A labelled slider that shows its value, and an error of the server beside it. */
export function Slider({ label, value, min, max, step, show, change, error, help, disabled = false, children }: {
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  show: (value: number) => string;
  change: (value: number) => void;
  error?: string | undefined;
  help?: string;
  disabled?: boolean;
  children?: ComponentChildren;
}) {
  const id = useId();
  return (
    <div class="slider">
      <div class="slider-head">
        <label for={id}>{label}</label>
        <output for={id}>{show(value)}</output>
      </div>
      <div class="slider-line">
        <input
          id={id} type="range" min={min} max={max} step={step} value={value} disabled={disabled}
          aria-valuetext={show(value)} aria-describedby={error || help ? `${id}-about` : undefined}
          aria-invalid={error ? true : undefined}
          style={{ "--part": `${((value - min) / (max - min)) * 100}%` }}
          onInput={(event) => change(event.currentTarget.valueAsNumber)}
        />
        {children}
      </div>
      {(error || help) && <p id={`${id}-about`} class={error ? "field-error" : "fine"}>{error || help}</p>}
    </div>
  );
}
