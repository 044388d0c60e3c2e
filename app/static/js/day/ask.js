/* form[data-asks]: what is odd or missing is asked about before the form goes anywhere, with a signal or without one. The server asks the same. */
(() => {
  const number = (text) => Number(text.trim().replace(",", ".").replace("·", "."));
  const own = (form, name) => [...form.querySelectorAll(name)];

  const say = (place, words) => {
    if (!place) return;
    place.hidden = !words;
    place.textContent = words;
  };
  const placeOf = (field) => document.getElementById(`${field.id}-error`);

  const odd = (field) => {
    const unit = field.closest(".step").querySelector("select");
    const value = number(field.value);
    if (!field.value.trim() || isNaN(value) || unit?.value) return "";
    const { least, most } = field.dataset;
    if (value >= Number(least) && value <= Number(most)) return "";
    return field.form.dataset.odd.replace("{least}", least).replace("{most}", most);
  };

  const missing = (form) => own(form, "[data-task]").flatMap((task) => {
    if ("measures" in task.dataset) {
      if (task.querySelector("[data-not-done]").checked) return [];
      return own(task, "[data-least]").filter((field) => !field.value.trim() && !("had" in field.dataset));
    }
    const said = form.all_as_planned?.checked || task.querySelector("input[type=radio]:checked");
    return said ? [] : [task.querySelector("input[type=radio]")];
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches?.("[data-asks]")) return;
    for (const place of own(form, "[data-error],[data-summary]")) say(place, "");
    const confirm = form.querySelector("[data-confirm]");
    const left = event.submitter?.name === "finish" || form.dataset.outbox === "correct-visit-record" ? missing(form) : [];
    for (const field of left) say(placeOf(field), field.type === "radio" ? form.dataset.missing : form.dataset.missingValue);
    const asked = own(form, "[data-least]").filter((field) => odd(field));
    for (const field of asked) say(placeOf(field), odd(field));
    const tick = form.confirmed;
    if (asked.length && confirm.hidden) { confirm.hidden = false; tick.checked = false; }
    if (!left.length && (!asked.length || tick.checked)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    form.dispatchEvent(new CustomEvent("kring:settled", { bubbles: true }));
    const first = left[0] ?? asked[0];
    first.closest("details")?.setAttribute("open", "");
    first.focus();
    first.scrollIntoView({ block: "center" });
  }, true);
})();
