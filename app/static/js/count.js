/* data-count-limit="20000": says how much is written once it is much, and when it is too much. Counts as the server does: letters, not bytes. */
(() => {
  const told = new WeakMap();
  const number = (n) => n.toLocaleString(document.documentElement.lang);

  const say = (field, words) => {
    clearTimeout(told.get(field));
    const place = document.getElementById(`${field.id}-said`);
    if (place) told.set(field, setTimeout(() => { place.textContent = words; }, 1000));
  };

  const count = (field) => {
    const place = document.getElementById(`${field.id}-count`);
    if (!place) return;
    const limit = Number(field.dataset.countLimit);
    const used = [...field.value].length;
    const over = used - limit;
    const words = used < limit * .7 ? "" : over > 0
      ? place.dataset.over.replace("{over}", number(over))
      : place.dataset.count.replace("{used}", number(used)).replace("{limit}", number(limit));
    place.textContent = words;
    place.classList.toggle("count-over", over > 0);
    say(field, used >= limit * .9 ? words : "");
  };

  document.addEventListener("input", (event) => { if (event.target.dataset?.countLimit) count(event.target); });
  addEventListener("pageshow", () => {
    for (const field of document.querySelectorAll("[data-count-limit]")) if (field.value) count(field);
  });
})();
