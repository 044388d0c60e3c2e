/* data-opens="id" opens that dialog over the page, data-closes closes the one it stands in; the focus returns by itself. */
(() => {
  const openers = new WeakMap();

  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens);
    if (dialog?.showModal) {
      event.preventDefault();
      openers.set(dialog, opener);
      if (!dialog.open) dialog.showModal();
      return;
    }
    const closer = event.target.closest?.("[data-closes]");
    if (closer) {
      event.preventDefault();
      closer.closest("dialog")?.close();
    }
  });

  /* Some browsers do not give the focus back to a link that was tapped. "close" does not bubble: listen on the way down. */
  document.addEventListener("close", (event) => {
    const opener = openers.get(event.target);
    if (opener?.isConnected) opener.focus();
  }, true);

  /* The server says in HX-Trigger that what the dialog asked for is done. */
  document.addEventListener("kring:close-dialog", (event) => event.target.closest?.("dialog")?.close());
})();
