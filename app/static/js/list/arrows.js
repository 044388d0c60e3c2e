/* In a long list the arrows go from row to row, and from the box that narrows it into it; Enter follows the link. */
(() => {
  const steps = { ArrowDown: 1, ArrowUp: -1 };

  document.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const box = event.target.closest?.("[data-filter-box] input")?.closest("[data-filter-box]");
    const row = event.target.closest?.("[data-arrows] > li");
    const list = row ? row.parentElement : box && document.getElementById(box.dataset.filterBox);
    if (!list?.matches("[data-arrows]")) return;
    const rows = [...list.children].filter((one) => !one.hidden), to = rows.indexOf(row) + step;
    const link = to === -1 ? document.querySelector(`[data-filter-box~="${list.id}"] input`) : rows[to]?.querySelector("a");
    if (!link) return;
    event.preventDefault();
    link.focus();
  });
})();
