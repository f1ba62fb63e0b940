import { useEffect, useRef } from "preact/hooks";
import { hasKey } from "../api/client.js";
import { Explore } from "../explore/Explore.js";
import { Operate } from "../operate/Operate.js";
import { Shop } from "../shop/Shop.js";
import { Icon } from "../ui/Icon.js";
import { KeyDialog, openKeyDialog } from "../ui/KeyDialog.js";
import { useRoute } from "./route.js";
import { useTheme } from "./theme.js";

const views = [
  { name: "explore", label: "Explore", View: Explore },
  { name: "shop", label: "Shop", View: Shop },
  { name: "operate", label: "Operate", View: Operate },
];

/** The whole page: its head, and the view that the address names. */
export function App() {
  const route = useRoute();
  const [theme, nextTheme] = useTheme();
  const main = useRef<HTMLElement>(null);
  const view = views.find(({ name }) => name === route.path[0]) ?? views[0]!;
  const first = useRef(true);
  useEffect(() => {
    document.title = `${view.label} · Recsys`;
    // Going to another view moves the focus there, as loading another page would.
    if (!first.current) main.current?.focus({ preventScroll: false });
    first.current = false;
  }, [view]);

  return (
    <>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>Skip to the content</a>
      <header class="head">
        <a class="brand" href="#/explore"><BrandMark /><span>Recsys</span></a>
        <nav aria-label="Views">
          {views.map(({ name, label }) => (
            <a key={name} href={`#/${name}`} aria-current={name === view.name ? "page" : undefined}>{label}</a>
          ))}
        </nav>
        <div class="head-tools">
          <a class="head-link" href="/docs/">Docs</a>
          <a class="head-link" href="/api/">API</a>
          <button type="button" class="button icon-only" aria-label={hasKey() ? "API key is set; change it" : "Set an API key"} title="API key" onClick={openKeyDialog}>
            <Icon name="key" />
          </button>
          <button type="button" class="button icon-only" aria-label={`Colours: ${theme}; change`} title={`Colours: ${theme}`} onClick={nextTheme}>
            <Icon name={theme === "light" ? "sun" : theme === "dark" ? "moon" : "auto"} />
          </button>
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1}><view.View route={route} /></main>
      <KeyDialog />
    </>
  );
}

const BrandMark = () => (
  <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="8" class="ground" />
    <circle cx="10" cy="11" r="3.2" class="dot" />
    <circle cx="22" cy="11" r="3.2" class="dot pale" />
    <path d="M7 22a9 5 0 0 0 18 0" class="stroke" />
  </svg>
);
