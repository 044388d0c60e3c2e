/* In a long list the arrows go from row to row; Enter follows the row's link, as everywhere. */
(() => {
  const steps = { ArrowDown: 1, ArrowUp: -1 };

  document.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    const row = event.target.closest?.("[data-arrows] > li");
    if (!step || !row || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const rows = [...row.parentElement.children].filter((one) => !one.hidden);
    const link = rows[rows.indexOf(row) + step]?.querySelector("a");
    if (!link) return;
    event.preventDefault();
    link.focus();
  });
})();
