/* On my account page: how much of my days is stored on this tablet, and since when. */
(() => {
  const say = async () => {
    const { store, vault } = self.kring;
    const place = document.querySelector("[data-tablet-pages]");
    const pages = (await store.keys("pages", vault.account)).filter(([, address]) => !address.includes("#"));
    const filled = await store.get("counters", [vault.account, "filled"]);
    const time = filled && new Date(filled.value).toLocaleString("en-GB", { weekday: "short", hour: "2-digit", minute: "2-digit" });
    place.textContent = pages.length && time
      ? place.dataset.some.replace("{number}", pages.length).replace("{time}", time)
      : place.dataset.none;
  };

  for (const name of ["DOMContentLoaded", "kring:vault-open", "kring:filled"]) {
    document.addEventListener(name, () => say().catch(() => {}));
  }
})();
