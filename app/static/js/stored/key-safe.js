/* The key-safe code from the tablet's copy: its line is written down before the code is shown. */
(() => {
  const show = async (form) => {
    const { store, vault } = self.kring;
    const client = form.dataset.keySafe;
    await vault.ready();
    const place = `${location.pathname}#code`;
    const { box } = await store.get("pages", [vault.account, place]);
    const { code } = await vault.open(box, place);
    await vault.note({ team: location.pathname.split("/")[2], command: "show-key-safe-without-signal", body: { client } });
    const shown = document.importNode(form.querySelector("template").content, true);
    shown.querySelector("strong").textContent = code;
    form.replaceWith(shown);
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-key-safe]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    show(form).catch(() => {});
  }, true);
})();
