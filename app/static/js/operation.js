/* Each sending of a form carries an id, so that the server knows a repetition when it sees one. A form that failed keeps its id. */
(() => {
  const field = (form) => form?.querySelector?.("input[name=operation]");

  document.addEventListener("submit", (event) => {
    const operation = field(event.target);
    if (!operation || operation.value) return;
    operation.value = self.kring.uuid7();
    operation.dataset.made = "";
  }, true);

  /* Done: if the same form is still there, the next sending is another matter. */
  document.addEventListener("htmx:finally:request", (event) => {
    const { response, sourceElement } = event.detail.ctx;
    const operation = field(sourceElement.closest("form"));
    if (operation && "made" in operation.dataset && response?.status < 300) operation.value = "";
  });
})();
