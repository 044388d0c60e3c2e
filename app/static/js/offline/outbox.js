/*
 * What a nurse writes lies on the tablet first and goes to the server from there: one way, with a signal or without.
 *   outbox: account, order, operation, command, version, team, client, visit, form, address, made_at, state, sent_at, box
 *   the box (sealed): body, fields as they were typed, who, what, follows (an order), answer, refusal
 * An entry is "sent" on a receipt that names it and on nothing else, "parked" when the server refused it: then what was
 * written later about the same client waits, and everybody else's goes; so it is for a while with one that breaks the
 * server. Sent ones stay for as long as a stored page.
 */
(() => {
  const [soon, later, patience, kept] = [5_000, 30_000, 15_000, 72 * 3_600_000];
  const passing = [401, 403, 408, 429, 502, 503, 504, "other-account", "newer-version"];
  let sending = null;
  let again = false;
  let away = false; /* nothing is gained by trying again soon */
  let refused = false;
  let timer = 0;

  const place = ({ operation }) => `outbox/${operation}`;
  const say = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
  const all = async () => self.kring.vault.account ? self.kring.store.all("outbox", self.kring.vault.account) : [];
  const open = async (entry) => ({ ...entry, ...await self.kring.vault.open(entry.box, place(entry)) });
  const put = async (entry, content) => {
    const box = await self.kring.vault.seal(content, place(entry));
    await self.kring.store.put("outbox", { ...entry, box });
    say("kring:outbox");
  };

  /* Kept once this returns. `mends`: the refused entry it stands for now, in that one's place among the others. */
  const save = async ({ mends, ...entry }, content) => {
    const { store, vault } = self.kring;
    const { account } = vault;
    const box = await vault.seal(content, place(entry));
    await store.change(["outbox", "counters", "drafts"], ({ outbox, counters, drafts }) => {
      const counted = counters.get([account, "order"]);
      const old = outbox.get([account, mends?.order ?? 0]);
      old.onsuccess = () => {
        const mended = old.result?.state === "parked" && old.result.operation === mends.operation;
        const next = (counted.result?.value ?? 0) + 1;
        if (!mended) counters.put({ account, name: "order", value: next });
        outbox.put({ ...entry, account, order: mended ? mends.order : next, version: 1, state: "waiting", box });
      };
      drafts.delete([account, entry.form]);
    });
    say("kring:outbox");
  };

  /* A record that goes on from one the server had not seen names the number which that one was given meanwhile. */
  const resolved = async ({ command }, { body, follows }) => {
    if (!follows) return { command, body };
    const before = (await all()).find(({ order, state }) => order === follows && state === "sent");
    const number = before && (await open(before)).answer.number;
    const { why, continues: _, ...rest } = body;
    if (number && why) return { command, body: { ...rest, why, number } };
    return { command: "record-visit", body: number ? { ...rest, continues: number } : rest };
  };

  const stop = (status) => {
    if (!status) say("kring:unreachable");
    away = !status;
    refused = status === 401;
    if (refused) say("kring:refused", { again: () => { refused = false; send(); } });
    return false;
  };

  /* Whether to go on with the next. What breaks the server by itself holds back its client's, and is tried later. */
  const attempt = async (entry, held) => {
    const { operation, team, version, account } = entry;
    const content = await self.kring.vault.open(entry.box, place(entry));
    const { command, body } = await resolved(entry, content);
    const answer = await fetch(`/api/commands/${command}`, {
      method: "POST",
      redirect: "error",
      signal: AbortSignal.timeout(patience),
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ operation, team, version, account, body }),
    }).catch(() => null);
    const said = await answer?.json().catch(() => null);
    if (answer?.ok && said?.operation === operation) {
      await put({ ...entry, state: "sent", sent_at: Date.now() }, { ...content, answer: said.answer });
      say("kring:sent", { command, client: entry.client });
      return true;
    }
    const { code, message, fields } = said ?? {};
    if (code === "fault") {
      held.add(entry.client);
      return away = true;
    }
    if (!code || answer.ok || [answer.status, code].some((one) => passing.includes(one))) return stop(answer?.status);
    await put({ ...entry, state: "parked" }, { ...content, refusal: { code, message, fields } });
    return true;
  };

  const round = async () => {
    const held = new Set();
    for (away = false; !refused && self.kring.vault.isOpen();) {
      const list = await all();
      for (const { state, client } of list) if (state === "parked") held.add(client);
      const next = list.find(({ state, client }) => state === "waiting" && !held.has(client));
      if (!next || !await attempt(next, held)) return;
    }
  };

  const tick = async () => {
    clearTimeout(timer);
    if ((await all()).some(({ state }) => state === "waiting")) timer = setTimeout(send, away ? later : soon);
  };

  /* One page sends at a time, whichever; the others wait for their turn and find less to do. */
  const send = () => {
    again = true;
    sending ??= navigator.locks.request(`kring-outbox-${self.kring.vault.account}`, async () => {
      while (again) { again = false; await round(); }
    }).catch(() => {}).finally(() => { sending = null; tick(); });
    return sending;
  };

  /* What became of an entry, after a moment's patience: the word on screen rests on this and on nothing else. */
  const outcome = async (operation) => {
    await Promise.race([send(), new Promise((done) => setTimeout(done, 2500))]);
    return open((await all()).find((entry) => entry.operation === operation));
  };

  const start = async () => {
    const list = await all();
    if (list.some(({ state }) => state !== "sent")) return send();
    for (const { account, order, sent_at } of list) {
      if (sent_at < Date.now() - kept) await self.kring.store.delete("outbox", [account, order]);
    }
  };

  document.addEventListener("kring:vault-open", send);
  document.addEventListener("kring:connection", ({ detail }) => detail.away || send());
  document.addEventListener("visibilitychange", () => document.hidden || send());
  addEventListener("online", send);
  addEventListener("pageshow", start);

  self.kring = { ...self.kring, outbox: { all, open, put, save, send, outcome } };
})();
