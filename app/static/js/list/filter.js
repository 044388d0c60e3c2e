/* Lists are narrowed as one types into the box that names them. Accents and capitals do not matter. */
(() => {
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const narrow = (box, field) => {
    const lists = box.dataset.filterBox.split(" ").map((id) => document.getElementById(id)).filter(Boolean);
    const place = document.getElementById(`${field.id}-count`);
    if (!lists.length) return;
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    const items = lists.flatMap((list) => [...list.children]);
    let shown = 0;
    for (const item of items) {
      const text = fold(`${item.dataset.also ?? ""} ${item.textContent}`);
      item.hidden = !words.every((word) => text.includes(word));
      if (!item.hidden) shown += 1;
    }
    place.textContent = !words.length ? "" : !shown ? place.dataset.none
      : place.dataset.text.replace("{shown}", shown).replace("{all}", items.length);
  };

  const start = () => {
    for (const box of document.querySelectorAll("[data-filter-box]")) {
      box.hidden = false;
      narrow(box, box.querySelector("input"));
    }
  };

  document.addEventListener("input", (event) => {
    const box = event.target.closest?.("[data-filter-box]");
    if (box) narrow(box, event.target);
  });
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:after:swap", start);
})();
