/* data-print: prints this page. Shown only where the script can do it. */
(() => {
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-print]")) window.print();
  });
})();
