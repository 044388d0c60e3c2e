/* Signing out takes the stored pages from this tablet, and never what waits to be sent. */
(() => {
  const patience = 1500;

  const forgetPages = () => new Promise((done) => {
    const opening = indexedDB.open("kring");
    /* There is nothing yet: what this opening would make is not made. */
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onerror = opening.onblocked = () => done();
    opening.onsuccess = () => {
      const stored = opening.result;
      const finish = () => { stored.close(); done(); };
      if (!stored.objectStoreNames.contains("pages")) return finish();
      const change = stored.transaction("pages", "readwrite", { durability: "strict" });
      change.objectStore("pages").clear();
      change.oncomplete = change.onerror = change.onabort = finish;
    };
  });

  /* Signing out itself never waits for long: the server ends the session whatever the tablet does. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-sign-out]") || !window.indexedDB) return;
    event.preventDefault();
    Promise.race([forgetPages(), new Promise((done) => setTimeout(done, patience))])
      .catch(() => {})
      .then(() => form.submit());
  });
})();
