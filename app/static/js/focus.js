/* A browser lets a field stand where half of it is seen, although the bar at the foot may lie over the rest. */
(() => {
  document.addEventListener("focusin", ({ target }) => {
    if (!target.matches?.("main :focus-visible") || target.offsetHeight > innerHeight / 2) return;
    (target.closest("label") ?? target).scrollIntoView({ block: "nearest" });
  });
})();
