// Search over headings, names and text, without a server: the index is a script of the site's own, loaded when it is first needed.
(() => {
  const root = document.documentElement.dataset.root;
  const box = document.querySelector(".search");
  const input = box.querySelector("input");
  const found = box.querySelector(".found");
  const list = box.querySelector(".results");
  const status = box.querySelector(".status");
  const most = 12;
  let index;
  let loading;
  let chosen = -1;

  function load() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${root}assets/search-index.js`;
      script.onload = () => {
        const { pages, entries } = window.recsysDocs;
        index = entries.map(([page, anchor, heading, text, isName]) => ({
          path: pages[page][0], title: pages[page][1], anchor, heading, text, isName: isName === 1,
          lowerTitle: pages[page][1].toLowerCase(), lowerHeading: heading.toLowerCase(), lowerText: text.toLowerCase(),
        }));
        resolve();
      };
      script.onerror = () => reject(new Error("The index could not be loaded."));
      document.head.append(script);
    });
    return loading;
  }

  const startsWord = (text, at) => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]);

  /** How well a text holds a word: 0 not at all, 1 within a word, 2 at the begin of one, 3 as a whole one. */
  function match(text, word) {
    let best = 0;
    for (let at = text.indexOf(word), tries = 0; at >= 0 && tries < 20; at = text.indexOf(word, at + 1), tries++) {
      if (!startsWord(text, at)) best = Math.max(best, 1);
      else if (/[\p{L}\p{N}]/u.test(text[at + word.length] ?? " ")) best = Math.max(best, 2);
      else return 3;
    }
    return best;
  }

  /** What an entry is worth for these words; 0 where one of them is missing. */
  function worth(entry, words, whole) {
    let sum = 0;
    for (const word of words) {
      const heading = match(entry.lowerHeading, word);
      const title = match(entry.lowerTitle, word);
      const text = entry.isName ? 0 : match(entry.lowerText, word);
      if (heading + title + text === 0) return 0;
      // A name is found by itself, not by its page.
      if (entry.isName && heading === 0) return 0;
      sum += heading * 10 + title * 3 + text * 2;
    }
    if (entry.lowerHeading === whole) sum += 60;
    else if (entry.isName && entry.lowerHeading.endsWith(`.${whole}`)) sum += 25;
    if (entry.isName) sum += 4;
    return sum;
  }

  function search(text) {
    const whole = text.trim().toLowerCase();
    const words = whole.split(/\s+/).filter(Boolean).slice(0, 8);
    if (words.length === 0) return [];
    const places = new Set();
    return index.map((entry) => ({ entry, worth: worth(entry, words, whole) })).filter((hit) => hit.worth > 0)
      .sort((a, b) => b.worth - a.worth || a.entry.heading.length - b.entry.heading.length)
      .filter(({ entry }) => {
        const place = `${entry.path}#${entry.anchor}`;
        return !places.has(place) && places.add(place);
      })
      .map((hit) => ({ ...hit.entry, words }));
  }

  /** The text around the first word that is found, with the words marked. */
  function snippet(text, words) {
    const lower = text.toLowerCase();
    const first = Math.min(...words.map((word) => lower.indexOf(word)).filter((at) => at >= 0), text.length);
    // From the begin of a word to the end of one.
    const begin = first === text.length || first < 40 ? 0 : text.indexOf(" ", first - 40) + 1;
    const space = text.lastIndexOf(" ", begin + 130);
    const end = begin + 130 >= text.length ? text.length : space > first ? space : begin + 130;
    return (begin > 0 ? "… " : "") + text.slice(begin, end) + (end < text.length ? " …" : "");
  }

  function mark(element, text, words) {
    const pattern = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "giu");
    for (const [at, part] of text.split(pattern).entries()) {
      if (at % 2 === 0) element.append(part);
      else element.append(Object.assign(document.createElement("mark"), { textContent: part }));
    }
    return element;
  }

  function show(hits) {
    list.replaceChildren(...hits.slice(0, most).map((hit, at) => {
      const link = Object.assign(document.createElement("a"), {
        id: `found-${at}`, href: root + hit.path + (hit.anchor ? `#${hit.anchor}` : ""), tabIndex: -1,
      });
      link.setAttribute("role", "option");
      link.setAttribute("aria-selected", "false");
      link.append(mark(document.createElement("b"), hit.heading, hit.words));
      const where = hit.isName ? `${hit.text} · ${hit.title}` : hit.title === hit.heading ? "" : hit.title;
      if (where) link.append(Object.assign(document.createElement("span"), { className: "where", textContent: where }));
      if (!hit.isName && hit.text) {
        const around = Object.assign(document.createElement("span"), { className: "snippet" });
        link.append(mark(around, snippet(hit.text, hit.words), hit.words));
      }
      link.addEventListener("click", () => close(false));
      return link;
    }));
    choose(hits.length > 0 ? 0 : -1);
    status.textContent = hits.length === 0 ? "Nothing found." : hits.length > most ? `${most} of ${hits.length} shown` : `${hits.length} found`;
    open();
  }

  function choose(at) {
    const items = [...list.children];
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
    chosen = at;
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", items[at].id);
      items[at].scrollIntoView({ block: "nearest" });
    }
  }

  function open() {
    found.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }

  function close(empties) {
    found.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    if (empties) input.value = "";
  }

  async function update() {
    if (input.value.trim() === "") return close(false);
    try {
      await load();
      show(search(input.value));
    } catch (error) {
      list.replaceChildren();
      status.textContent = error.message;
      open();
    }
  }

  box.hidden = false;
  input.addEventListener("focus", () => { load().catch(() => { /* Said when something is searched for. */ }); });
  input.addEventListener("input", update);
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.key === "ArrowDown" && count > 0) choose((chosen + 1) % count);
    else if (event.key === "ArrowUp" && count > 0) choose((chosen + count - 1) % count);
    else if (event.key === "Enter" && !found.hidden && chosen >= 0) list.children[chosen].click();
    else if (event.key === "Escape") close(true);
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(input|textarea|select)$/i.test(event.target.tagName)) return;
    event.preventDefault();
    input.focus();
  });
  document.addEventListener("click", (event) => { if (!box.contains(event.target)) close(false); });
})();
