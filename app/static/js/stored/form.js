/*
 * A stored page's other forms need the server. While it cannot be reached they stay, with every word; when it can, they
 * go, as a sending of their own: the page may be an hour old and have been sent before.
 */
(() => {
  const elsewhere = "[data-outbox], [data-key-safe], [data-lock-form], [data-lock-now], [data-sign-out], [data-vault]";

  const stay = () => {
    const place = document.getElementById("notices");
    place.replaceChildren(document.getElementById("not-reached").content.cloneNode(true));
    place.scrollIntoView({ block: "nearest" });
  };

  const send = async (form, submitter) => {
    if (!await fetch("/health", { cache: "no-store" }).catch(() => null)) return stay();
    const { operation } = form.elements;
    if (operation) operation.value = self.kring.uuid7();
    if (submitter?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: submitter.name, value: submitter.value }));
    form.submit();
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.matches(elsewhere)) return;
    event.preventDefault();
    send(form, event.submitter).finally(() => form.dispatchEvent(new CustomEvent("kring:settled", { bubbles: true })));
  });
})();
