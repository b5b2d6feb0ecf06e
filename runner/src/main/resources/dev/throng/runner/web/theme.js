// Before anything is drawn, so that nothing flashes in the wrong colours.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("throng-theme");
  } catch {
    // Storage may be switched off.
  }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = chosen ?? (dark ? "dark" : "light");
})();
