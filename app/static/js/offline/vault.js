/*
 * A nurse's key to what this tablet keeps. A random data key lies wrapped twice: under her passphrase, and under a
 * secret that the server gives back only after a full sign-in. Unwrapped it is in the memory of page and worker alone.
 *   vaults: account, tablet, name, home, salt, rounds, wrapped, backup, tries, made_at
 */
(() => {
  const most = 10;
  const worker = navigator.serviceWorker;
  const { store, sealed } = self.kring;
  let key = null;
  let held = null; /* while the lock lies over the page */
  let asking = null;

  const account = () => document.body.dataset.account ?? "";
  const fault = (code, more) => Object.assign(new Error(code), { code, ...more });
  const aes = (iv, place) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(place) });

  const stretched = async (typed, { salt, rounds: count }) => {
    const plain = new TextEncoder().encode(typed.normalize("NFKC"));
    const material = await crypto.subtle.importKey("raw", plain, "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: count };
    return crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
  };
  const unwrap = ({ iv, data }, under, place, extractable = false) =>
    crypto.subtle.unwrapKey("raw", data, under, aes(iv, place), "AES-GCM", extractable, ["encrypt", "decrypt"]);

  /* The worker has no eyes and forgets; it is told, and it can be asked. */
  const tell = async (what) => {
    const known = await worker?.getRegistration();
    for (const one of [known?.active, known?.waiting, known?.installing]) one?.postMessage(what);
  };
  /* A tablet without a passphrase keeps nothing, and needs no worker. */
  const registered = () => worker?.register("/sw.js", { scope: "/", updateViaCache: "none" }).catch(() => {});
  const askWorker = () => new Promise((done) => {
    if (!worker?.controller) return done(null);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => done(data);
    setTimeout(done, 2e3, null);
    worker.controller.postMessage({ kring: "give-key", account: account() || undefined }, [port2]);
  });
  worker?.addEventListener("message", ({ data, ports }) => {
    if (data?.kring === "give-key") ports[0]?.postMessage(key && account() ? { account: account(), key } : null);
  });

  const take = async (dataKey, whose = account()) => {
    await registered();
    await tell({ kring: "key", account: whose, key: dataKey });
    if (whose !== account()) return;
    key = dataKey;
    document.dispatchEvent(new Event("kring:vault-open"));
  };

  const record = async (whose) => {
    const found = await store.get("vaults", whose);
    if (!found) throw fault("no-passphrase");
    return found;
  };
  const waiting = async (whose) => {
    const kept = await Promise.all(["outbox", "drafts", "looks"].map((name) => store.all(name, whose)));
    return kept.some((list) => list.length);
  };

  /* Stored pages go; what waits to be sent stays, and with it the wrapped key it needs. */
  const wipe = (whose) => store.change("pages", ({ pages }) => { pages.delete(store.of(whose)); });
  const tooMany = async (whose) => {
    await wipe(whose);
    if (!await waiting(whose)) await store.delete("vaults", whose);
  };

  /* The count rises before the passphrase is looked at, so that a browser that is killed has counted too. */
  const unlock = async (typed, whose = account()) => {
    const kept = await record(whose);
    const tries = kept.tries + 1;
    await store.put("vaults", { ...kept, tries });
    const dataKey = await unwrap(kept.wrapped, await stretched(typed, kept), whose).catch(() => null);
    if (!dataKey) {
      if (tries >= most) await tooMany(whose);
      throw fault(tries >= most ? "wiped" : "wrong", { left: Math.max(0, most - tries) });
    }
    await store.put("vaults", { ...kept, tries: 0 });
    await take(dataKey, whose);
  };

  const started = (async () => {
    if (!account()) return;
    const given = await askWorker();
    if (given?.account === account() && !key) await take(given.key);
  })();

  const has = async (whose = account()) => Boolean(whose && await store.get("vaults", whose));

  /* Setting one, and asking in a dialog, are seldom needed: their script and their words come when they are. */
  let coming = null;
  const passphrase = async () => {
    coming ??= fetch("/tablet", { redirect: "error" }).then(async (answer) => {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      await self.kring.load(page.querySelector("[data-passphrase-script]").dataset.passphraseScript);
      return { page, ...self.kring.passphrase };
    });
    coming.catch(() => { coming = null; });
    return coming;
  };
  const dialog = async (name) => { const { page, show } = await passphrase(); return show(page, name); };
  const begin = async (typed) => (await passphrase()).begin(typed);
  const renew = async (typed) => (await passphrase()).renew(typed);

  /* Asks over the page, never by going away. Rejects with code "closed" when the nurse puts the question aside. */
  const ready = () => {
    asking ??= started.then(async () => { if (!key) await dialog(await has() ? "unlock" : "begin"); });
    asking.finally(() => { asking = null; }).catch(() => {});
    return asking;
  };

  const opened = () => {
    if (!key) throw fault("locked");
    return key;
  };

  /* While the lock lies over the page nothing is opened, here or in the worker; the server's word opens it again. */
  const lock = () => {
    held = key ?? held;
    key = null;
    return tell({ kring: "lock" });
  };
  const unlocked = async () => {
    if (held && !key) await take(held);
    held = null;
  };
  const forget = () => {
    key = held = null;
    return tell({ kring: "lock" });
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-vault-show]");
    if (button) dialog(button.dataset.vaultShow).catch(() => {});
  });

  self.kring = { ...self.kring, vault: {
    get account() { return account(); },
    aes, begin, dialog, forget, has, lock, ready, record, renew, stretched, take, unlock, unlocked, unwrap, waiting, wipe,
    given: askWorker,
    started,
    isOpen: () => Boolean(key),
    seal: async (what, place) => sealed.seal(opened(), what, place),
    open: async (box, place) => sealed.open(opened(), box, place),
    note: async (look) => self.kring.looks.note(opened(), account(), look),
  } };
})();
