/*
 * Asks for the passphrase, or for a first one, in a dialog over the page. The words and the fields are those of the page
 * at /tablet, which the worker keeps: they cost the other pages nothing. vault.js loads this when it is first needed.
 */
(() => {
  const complain = (form, words) => {
    const place = form.querySelector("[data-vault-error]");
    place.textContent = words;
    place.hidden = !words;
    const field = form.querySelector("input");
    field.setAttribute("aria-invalid", String(Boolean(words)));
    if (words) field.select();
  };
  const words = (form, { code, left, said }) =>
    (form.dataset[code] ?? said ?? form.dataset.failed).replace("{left}", left);

  /* The server asks who is there before it gives its secret: the lock does that, over this dialog. */
  const proven = (work) => work().catch((fault) => {
    if (fault.status !== 401 && fault.code !== "prove-again") throw fault;
    return new Promise((done, failed) => {
      const again = () => work().then(done, failed);
      document.dispatchEvent(new CustomEvent("kring:refused", { detail: { again } }));
    });
  });

  const doing = {
    unlock: ({ passphrase }) => self.kring.vault.unlock(passphrase.value),
    begin: ({ passphrase }) => proven(() => self.kring.passphrase.begin(passphrase.value)),
    renew: ({ passphrase }) => proven(() => self.kring.passphrase.renew(passphrase.value)),
  };

  const refusal = (form) => {
    const { passphrase, again } = form.elements;
    if (!again) return "";
    const { weakness } = self.kring.passphrase;
    return weakness(passphrase.value, document.body.dataset.name) || (passphrase.value === again.value ? "" : "differs");
  };

  const settle = async (form, done) => {
    const button = form.querySelector("button[value=do]");
    const wrong = refusal(form);
    complain(form, wrong && form.dataset[wrong]);
    if (wrong || button.ariaDisabled) return;
    button.ariaDisabled = "true";
    try {
      await doing[form.dataset.vault](form.elements);
      done();
    } catch (fault) {
      complain(form, words(form, fault));
    } finally {
      button.ariaDisabled = null;
    }
  };

  const show = (page, name) => {
    const found = page.getElementById(`vault-${name}`);
    const dialog = document.importNode(found.content, true).firstElementChild;
    document.body.append(dialog);
    return new Promise((done, failed) => {
      const form = dialog.querySelector("form");
      const close = (settled, how) => { dialog.close(); dialog.remove(); settled(how); };
      const aside = () => close(failed, Object.assign(new Error("closed"), { code: "closed" }));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        event.stopPropagation();
        settle(form, () => close(done));
      });
      form.querySelector("[data-vault-aside]").addEventListener("click", aside);
      form.querySelector("[data-vault-forgotten]")?.addEventListener("click", () => close(done, show(page, "renew")));
      dialog.addEventListener("cancel", (event) => { event.preventDefault(); aside(); });
      dialog.showModal();
    });
  };

  self.kring = { ...self.kring, passphrase: { ...self.kring.passphrase, show } };
})();
