/*
 * The tablet's own database, for pages and for the worker. Its stores and its version are named here and nowhere else.
 * A promise is kept when the change is on the disk (strict durability), not when it is queued. Seal before a
 * transaction is opened: Safari ends it at the first wait for anything else.
 */
(() => {
  const version = 1;
  /* Each entry carries its own key. What is personal in it is sealed (sealed.js); names of fields are not. */
  const stores = {
    pages: ["account", "address"], /* stored_at, team, box */
    vaults: "account", /* see vault.js */
    outbox: ["account", "order"],
    drafts: ["account", "form"],
    looks: ["account", "order"], /* what was looked at without a signal, until the server has it on record */
    counters: ["account", "name"], /* value */
  };
  let opening = null;

  const asked = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

  const open = () => {
    opening ??= new Promise((done, failed) => {
      const request = indexedDB.open("kring", version);
      request.onupgradeneeded = () => {
        const there = request.result.objectStoreNames;
        for (const [name, keyPath] of Object.entries(stores)) {
          if (!there.contains(name)) request.result.createObjectStore(name, { keyPath });
        }
      };
      request.onerror = () => failed(request.error);
      request.onsuccess = () => {
        const database = request.result;
        const forget = () => { opening = null; };
        database.onversionchange = () => { database.close(); forget(); };
        database.onclose = forget;
        done(database);
      };
    });
    opening.catch(() => { opening = null; });
    return opening;
  };

  const read = async (name, ask) => asked(ask((await open()).transaction(name).objectStore(name)));

  /* Several stores in one transaction: change(["outbox", "counters"], ({ outbox, counters }) => …). All of it or nothing. */
  const change = async (names, work) => {
    const list = [names].flat();
    const transaction = (await open()).transaction(list, "readwrite", { durability: "strict" });
    return new Promise((done, failed) => {
      let answer;
      transaction.oncomplete = () => done(answer);
      transaction.onabort = () => failed(transaction.error ?? new DOMException("aborted", "AbortError"));
      try {
        answer = work(Object.fromEntries(list.map((name) => [name, transaction.objectStore(name)])));
      } catch (fault) {
        transaction.abort();
        failed(fault);
      }
    });
  };

  /* Everything of one nurse: keys that begin with her account. An array stands after every text. */
  const of = (account) => IDBKeyRange.bound([account], [account, []]);

  self.kring = { ...self.kring, store: {
    change,
    of,
    get: (name, key) => read(name, (store) => store.get(key)),
    keys: (name, account) => read(name, (store) => store.getAllKeys(of(account))),
    all: (name, account) => read(name, (store) => store.getAll(account ? of(account) : undefined)),
    put: (name, value) => change(name, (open) => { open[name].put(value); }),
    add: (name, value) => change(name, (open) => { open[name].add(value); }),
    delete: (name, key) => change(name, (open) => { open[name].delete(key); }),
  } };
})();
