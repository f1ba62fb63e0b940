// Sets the theme before anything is painted. The choice is shared with the page at / of the same server.
(() => {
  const name = "recsys.theme";
  const root = document.documentElement;
  const order = ["system", "light", "dark"];

  const read = () => {
    try {
      const stored = localStorage.getItem(name);
      return order.includes(stored) ? stored : "system";
    } catch {
      return "system"; // Where the browser keeps nothing, every visit begins with the system's choice.
    }
  };

  const apply = (theme) => {
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
  };

  const write = (theme) => {
    apply(theme);
    try {
      localStorage.setItem(name, theme);
    } catch {
      // The choice then holds for this page.
    }
  };

  apply(read());
  root.classList.add("js");
  window.recsysTheme = { order, read, write };
})();
