/* The page that stands where no page can: asks for a passphrase, or says plainly that what was asked is not here. */
(() => {
  const part = (name) => {
    for (const one of document.querySelectorAll("[data-shell-part]")) one.hidden = one.dataset.shellPart !== name;
    document.querySelector(`[data-shell-part=${name}] :is(input, a)`)?.focus();
  };

  const nurses = (form, vaults) => {
    form.querySelector("[data-shell-name]").textContent = vaults.length === 1 ? vaults[0].name : "";
    if (vaults.length === 1) return;
    const list = form.querySelector("[data-shell-nurses]");
    const row = form.querySelector("[data-shell-nurse]").content;
    for (const { account, name } of vaults) {
      const one = document.importNode(row, true);
      one.querySelector("input").value = account;
      one.querySelector("span").textContent = name;
      list.append(one);
    }
    list.hidden = false;
  };

  const open = async (form, vaults) => {
    const place = form.querySelector("[data-vault-error]");
    const whose = form.elements.account?.value || vaults[0].account;
    place.hidden = true;
    try {
      await self.kring.vault.unlock(form.elements.passphrase.value, whose);
      location.reload();
    } catch ({ code, left }) {
      place.textContent = (form.dataset[code === "no-passphrase" ? "noPassphrase" : code] ?? form.dataset.failed).replace("{left}", left);
      place.hidden = false;
      form.elements.passphrase.select();
    } finally {
      form.dispatchEvent(new CustomEvent("kring:settled", { bubbles: true }));
    }
  };

  /* The worker says whose key it has: then it is the page that is missing, not the passphrase. */
  const start = async () => {
    const again = document.querySelector("[data-shell-again]");
    if (!again) return;
    again.href = location.href;
    const { store, vault } = self.kring;
    const vaults = await store.all("vaults");
    if (!vaults.length) return part("nobody");
    const mine = await vault.given();
    if (!mine) {
      const form = document.querySelector("[data-shell-form]");
      nurses(form, vaults);
      form.addEventListener("submit", (event) => { event.preventDefault(); open(form, vaults); });
      return part("unlock");
    }
    if (!(await store.keys("pages", mine.account)).length) return part("empty");
    const { home } = await store.get("vaults", mine.account);
    if (["/", "/tablet"].includes(location.pathname)) return location.replace(home);
    document.querySelector("[data-shell-home]").href = home;
    return part("missing");
  };

  document.addEventListener("DOMContentLoaded", () => { start().catch(() => {}); });
})();
