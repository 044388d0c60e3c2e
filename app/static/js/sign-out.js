/* Signing out takes this nurse's stored pages from the tablet, and never what waits to be sent or the key it needs. */
(() => {
  const patience = 1500;

  const forgetPages = async () => {
    const { vault } = self.kring;
    await vault.forget();
    await vault.wipe(vault.account);
  };

  /* Signing out itself never waits for long: the server ends the session whatever the tablet does. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-sign-out]") || !window.indexedDB || !self.kring.vault?.account) return;
    event.preventDefault();
    Promise.race([forgetPages(), new Promise((done) => setTimeout(done, patience))])
      .catch(() => {})
      .then(() => form.submit());
  });
})();
