/* data-step="0.1": − and + beside a number. An empty field stays empty until somebody taps: then it begins from the last value. */
(() => {
  const number = (text) => Number(text.trim().replace(",", "."));

  for (const box of document.querySelectorAll("[data-step]")) {
    for (const button of box.querySelectorAll("[data-less], [data-more]")) button.hidden = !box.dataset.from;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-less], [data-more]");
    const box = button?.closest("[data-step]");
    if (!box) return;
    const field = box.querySelector("input");
    const step = Number(box.dataset.step) * ("less" in button.dataset ? -1 : 1);
    const now = field.value.trim() ? number(field.value) + step : number(box.dataset.from);
    if (Number.isNaN(now)) return field.focus();
    field.value = now.toFixed((box.dataset.step.split(".")[1] ?? "").length);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
