/* Shows what is being typed into a password field, for a moment, on request. */
(() => {
  const start = () => {
    for (const button of document.querySelectorAll("[data-reveals][hidden]")) {
      button.hidden = false;
      button.dataset.show = button.textContent;
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-reveals]");
    if (!button) return;
    const field = document.getElementById(button.dataset.reveals);
    const isShown = "shown" in button.dataset;
    button.toggleAttribute("data-shown", !isShown);
    field.type = isShown ? "password" : "text";
    button.textContent = isShown ? button.dataset.show : button.dataset.hide;
  });

  /* A browser offers to keep a password only when the field is one. */
  document.addEventListener("submit", (event) => {
    for (const button of event.target.querySelectorAll?.("[data-reveals][data-shown]") ?? []) button.click();
  }, true);
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:after:swap", start);
})();
