/* Notices can be put away; the list of what to put right takes the focus; a silent server is said aloud. */
(() => {
  const start = () => {
    for (const button of document.querySelectorAll("[data-notice-away][hidden]")) button.hidden = false;
    const summary = document.querySelector("[data-summary]:not([data-seen])");
    if (!summary) return;
    summary.dataset.seen = "";
    for (const link of summary.querySelectorAll("a")) name(link);
    summary.focus();
  };

  /* "Fill this in." three times over says nothing: each begins with the words of its field. */
  const name = (link) => {
    const field = document.getElementById(link.hash.slice(1));
    const label = field?.closest("fieldset:not(.planned)")?.querySelector("legend") ?? field?.labels?.[0];
    const words = label?.firstChild?.textContent.trim();
    if (words) link.prepend(`${words}: `);
  };

  const notReached = () => {
    const words = document.getElementById("not-reached");
    const place = document.getElementById("notices");
    if (!words || !place) return;
    place.replaceChildren(words.content.cloneNode(true));
    start();
    place.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-notice-away]")) event.target.closest("[data-notice]").remove();
  });
  /* A way to a group of fields lands on its first field, with the keyboard. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-summary] a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.closest(".field")?.scrollIntoView({ block: "start" });
  });
  document.addEventListener("htmx:error", (event) => { if (event.detail?.ctx && !event.detail.ctx.response) notReached(); });
  document.addEventListener("htmx:response:error", (event) => { if (event.detail.ctx.response.status >= 500) notReached(); });
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:after:swap", start);
})();
