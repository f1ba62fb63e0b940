// Menu, theme, contents and copy buttons. Everything else works without it.
(() => {
  const find = (selector) => document.querySelector(selector);

  /** The button that steps through system, light and dark. */
  function theme() {
    const { order, read, write } = window.recsysTheme;
    const button = find("button.theme");
    const names = { system: "Auto", light: "Light", dark: "Dark" };
    const show = (chosen) => {
      button.textContent = names[chosen];
      button.setAttribute("aria-label", `Theme: ${names[chosen]}`);
    };
    let chosen = read();
    button.hidden = false;
    show(chosen);
    button.addEventListener("click", () => {
      chosen = order[(order.indexOf(chosen) + 1) % order.length];
      write(chosen);
      show(chosen);
    });
  }

  /** On narrow screens the navigation waits behind a button. */
  function menu() {
    const button = find("button.menu");
    const tree = find(".tree");
    const set = (open) => {
      tree.classList.toggle("open", open);
      button.setAttribute("aria-expanded", String(open));
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") !== "true";
      set(open);
      if (open) (tree.querySelector("[aria-current]") ?? tree.querySelector("summary")).focus();
    });
    tree.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !tree.classList.contains("open")) return;
      set(false);
      button.focus();
    });
    // The page's own entry in sight; scrollIntoView would move the page as well.
    const here = tree.querySelector("[aria-current]");
    if (here) tree.scrollTop = Math.max(0, here.offsetTop - tree.clientHeight + 80);
  }

  /** The page's contents: folded on narrow screens, following the reader on wide ones. */
  function contents() {
    const details = find(".toc details");
    if (!details) return;
    const wide = matchMedia("(min-width: 72rem)");
    const fold = () => { details.open = wide.matches; };
    fold();
    wide.addEventListener("change", fold);

    const links = new Map([...details.querySelectorAll("a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
    const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    let current;
    const follow = () => {
      let at = headings.findIndex((heading) => heading.getBoundingClientRect().top > 120);
      at = at < 0 ? headings.length - 1 : Math.max(0, at - 1);
      const link = links.get(headings[at].id);
      if (link === current) return;
      current?.removeAttribute("aria-current");
      current = link;
      current.setAttribute("aria-current", "location");
    };
    let waits = false;
    addEventListener("scroll", () => {
      if (waits) return;
      waits = true;
      requestAnimationFrame(() => { waits = false; follow(); });
    }, { passive: true });
    follow();
  }

  async function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // Without a secure connection browsers offer this way only.
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("not allowed");
  }

  /** A button on every block of code. */
  function copyButtons() {
    const said = Object.assign(document.createElement("p"), { className: "unseen" });
    said.setAttribute("role", "status");
    document.body.append(said);
    for (const block of document.querySelectorAll(".code")) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: "Copy" });
      button.addEventListener("click", async () => {
        const outcome = await copy(block.querySelector("code").textContent).then(() => "Copied", () => "Not allowed");
        button.textContent = outcome;
        said.textContent = outcome;
        setTimeout(() => { button.textContent = "Copy"; said.textContent = ""; }, 2000);
      });
      block.append(button);
    }
  }

  /** The app lies beside the documentation where a server serves both; from disk there is none. */
  function app() {
    if (!location.protocol.startsWith("http")) return;
    const link = find("a.app");
    link.href = new URL(`${document.documentElement.dataset.root}../`, location.href).href;
    link.hidden = false;
  }

  theme();
  menu();
  contents();
  copyButtons();
  app();
})();
