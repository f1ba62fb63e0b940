import { useState } from "preact/hooks";

/** Light, dark, or as the system has it. */
export type Theme = "system" | "light" | "dark";

const name = "recsys.theme";
const order: Theme[] = ["system", "light", "dark"];

function stored(): Theme {
  try {
    const text = localStorage.getItem(name);
    return order.find((theme) => theme === text) ?? "system";
  } catch {
    return "system"; // Where the browser keeps nothing, every visit begins with the system's choice.
  }
}

function apply(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

apply(stored());

/** The theme, and how to go to the next one. */
export function useTheme(): [Theme, () => void] {
  const [theme, setTheme] = useState(stored);
  const next = () => {
    const chosen = order[(order.indexOf(theme) + 1) % order.length]!;
    apply(chosen);
    setTheme(chosen);
    try {
      localStorage.setItem(name, chosen);
    } catch {
      // The choice then holds for this visit.
    }
  };
  return [theme, next];
}
