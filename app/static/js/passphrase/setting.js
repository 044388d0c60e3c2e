/* Setting a passphrase: the first one of a nurse on this tablet, or a new one for one that was forgotten. */
(() => {
  const rounds = 600_000;
  const chance = (length) => crypto.getRandomValues(new Uint8Array(length));
  const fault = (code, more) => Object.assign(new Error(code), { code, ...more });

  const backupKey = (secret) => crypto.subtle.importKey(
    "raw", Uint8Array.from(atob(secret), (sign) => sign.charCodeAt(0)), "AES-GCM", false, ["wrapKey", "unwrapKey"],
  );
  const wrap = async (dataKey, under, place) => {
    const iv = chance(12);
    return { iv, data: await crypto.subtle.wrapKey("raw", dataKey, under, self.kring.vault.aes(iv, place)) };
  };

  const post = async (address, body) => {
    const answer = await fetch(address, {
      method: "POST",
      redirect: "error",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
    }).catch(() => { throw fault("unreachable"); });
    const said = await answer.json().catch(() => ({}));
    if (answer.ok && said.secret) return said;
    throw fault(said.code ?? "failed", { status: answer.status, said: said.message });
  };

  const under = async (dataKey, passphrase, whose) => {
    const how = { salt: chance(16), rounds };
    return { ...how, wrapped: await wrap(dataKey, await self.kring.vault.stretched(passphrase, how), whose), tries: 0 };
  };

  /* Stored, and opened from what is stored: what cannot be opened again is not taken for kept. */
  const keep = async (change, kept, passphrase) => {
    const { stretched, take, unwrap } = self.kring.vault;
    await self.kring.store[change]("vaults", kept);
    await take(await unwrap(kept.wrapped, await stretched(passphrase, kept), kept.account), kept.account);
  };

  const begin = async (passphrase) => {
    const { account, name = "", home = "/" } = document.body.dataset;
    const tablet = self.kring.uuid7();
    const { secret } = await post("/account/tablets", { id: tablet, account });
    const dataKey = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
    const backup = await wrap(dataKey, await backupKey(secret), account);
    const wrapped = await under(dataKey, passphrase, account);
    await keep("add", { account, tablet, name, home, ...wrapped, backup, made_at: Date.now() }, passphrase);
  };

  /* The server's secret opens the same data key, so nothing unsent is lost. */
  const renew = async (passphrase) => {
    const { account, record, unwrap } = self.kring.vault;
    const kept = await record(account);
    const { secret } = await post(`/account/tablets/${kept.tablet}/secret`, { account });
    const dataKey = await unwrap(kept.backup, await backupKey(secret), account, true);
    await keep("put", { ...kept, ...await under(dataKey, passphrase, account) }, passphrase);
  };

  self.kring = { ...self.kring, passphrase: { ...self.kring.passphrase, begin, renew } };
})();
