/* On the page of what waits: what can be done with an entry that the server refused. */
(() => {
  let shown = [];
  let chosen = "";
  const { store, vault, outbox } = self.kring;
  const find = (name) => document.querySelector(name);

  /* Entry back to form: the page it was written on finds it as a draft. A visit's record can be opened in any state. */
  const mend = async ({ account, form, order, operation, command, fields, body, address }) => {
    const draft = { fields, mends: { order, operation }, happened_at: body.happened_at };
    await store.put("drafts", { account, form, box: await vault.seal(draft, `draft/${form}`) });
    location.assign(command === "record-visit" ? `${address.split("?")[0]}?also=me` : address);
  };
  const retry = async (entry, more) => {
    const { refusal: _, ...content } = await vault.open(entry.box, `outbox/${entry.operation}`);
    await outbox.put({ ...entry, state: "waiting" }, { ...content, body: { ...content.body, ...more } });
    outbox.send();
  };
  const discard = async ({ account, order }) => {
    find("#discard").close();
    await store.delete("outbox", [account, order]);
    document.dispatchEvent(new CustomEvent("kring:outbox"));
    outbox.send();
  };
  const choose = ({ operation, who, what, told }) => {
    chosen = operation;
    find("#discard-what").textContent = [who, what, told].filter(Boolean).join(" · ");
  };
  const deeds = { choose, discard, mend, retry, confirm: (entry) => retry(entry, { confirmed: "yes" }), send: outbox.send };

  document.addEventListener("kring:shown", ({ detail }) => {
    shown = detail;
    find("[data-nothing-waits]").hidden = shown.some(({ state }) => state !== "sent");
  });
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-do]");
    if (!button) return;
    const operation = button.closest("[data-operation]")?.dataset.operation ?? chosen;
    deeds[button.dataset.do](shown.find((entry) => entry.operation === operation));
  });
})();
