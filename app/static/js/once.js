/* A form on its way is not sent twice: its button says so until the answer is there. */
(() => {
  const patience = 20_000;
  const sending = new Map();

  const settle = (form) => {
    const state = sending.get(form);
    if (!state) return;
    sending.delete(form);
    clearTimeout(state.timer);
    for (const name of ["aria-disabled", "aria-busy"]) state.button?.removeAttribute(name);
    if (state.words) state.place.textContent = state.words;
  };

  const begin = (form, button) => {
    const place = button?.querySelector("span");
    const words = place && button.dataset.busy ? place.textContent : "";
    button?.setAttribute("aria-disabled", "true");
    button?.setAttribute("aria-busy", "true");
    if (words) place.textContent = button.dataset.busy;
    sending.set(form, { button, place, words, timer: setTimeout(settle, patience, form) });
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.getAttribute("method")?.toLowerCase() !== "post") return;
    if (!sending.has(form)) return begin(form, event.submitter ?? form.querySelector("button[type=submit]"));
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  document.addEventListener("htmx:finally:request", (event) => settle(event.detail.ctx.sourceElement.closest("form")));
  document.addEventListener("kring:settled", (event) => settle(event.target));
  addEventListener("pageshow", () => { for (const form of [...sending.keys()]) settle(form); });
})();
