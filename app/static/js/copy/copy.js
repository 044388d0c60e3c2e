/* data-copies="id" puts that text on the clipboard, data-shares="id" hands it to the tablet. Without script it is selected. */
(() => {
  const textOf = (id) => document.getElementById(id).textContent.trim();

  const start = () => {
    for (const place of document.querySelectorAll("[data-copy-place]")) {
      for (const button of place.querySelectorAll("[data-copies]")) button.hidden = !navigator.clipboard;
      for (const button of place.querySelectorAll("[data-shares]")) button.hidden = !navigator.share;
      place.hidden = !navigator.clipboard && !navigator.share;
    }
  };

  const copy = async (button) => {
    const label = button.querySelector("span");
    const words = label.textContent;
    await navigator.clipboard.writeText(textOf(button.dataset.copies));
    label.textContent = button.dataset.done;
    setTimeout(() => { label.textContent = words; }, 3000);
  };

  document.addEventListener("click", ({ target }) => {
    const copies = target.closest?.("[data-copies]");
    const shares = target.closest?.("[data-shares]");
    /* Whoever closes the sheet, or a browser that refuses: the text still stands there to be selected. */
    if (copies) copy(copies).catch(() => getSelection().selectAllChildren(document.getElementById(copies.dataset.copies)));
    if (shares) navigator.share({ url: textOf(shares.dataset.shares) }).catch(() => {});
  });
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:after:swap", start);
})();
