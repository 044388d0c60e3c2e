/*
 * The day on the tablet: which pages belong here is the server's word; they are fetched by the page, which has the key,
 * sealed and stored. What is no longer named goes. Looks that were taken without a signal are put on record first.
 */
(() => {
  const often = 120_000;
  const store = () => self.kring.store;
  const vault = () => self.kring.vault;
  const team = () => document.body.dataset.home?.split("/")[2] ?? "";
  const isCopy = () => "stored" in document.body.dataset;
  const counter = async (name) => (await store().get("counters", [vault().account, name]))?.value;

  const post = (address, body) => fetch(address, {
    method: "POST",
    redirect: "error",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(body),
  });

  /* Only an answer that names the look takes it away, or a refusal, which is on record at the server as well. */
  const sendLooks = async () => {
    const { account } = vault();
    for (const { order, box } of await store().all("looks", account)) {
      const { command, ...sent } = await vault().open(box, "look");
      const answer = await post(`/api/commands/${command}`, { ...sent, account });
      const said = await answer.json();
      const refused = [404, 409, 422].includes(answer.status) && said.code && said.code !== "other-account";
      if (said.operation !== sent.operation && !refused) return;
      await store().delete("looks", [account, order]);
    }
  };

  /* Never a page that was led elsewhere, that is no page, or that was made for whoever signed in meanwhile. */
  const fetched = async (address, line) => {
    const answer = await fetch(address, { redirect: "error", cache: "no-store", headers: { Accept: "text/html", "X-Kring-Tablet": line } });
    if (answer.status === 404) return null;
    const html = await answer.text();
    const isPage = answer.headers.get("Content-Type")?.startsWith("text/html");
    if (!answer.ok || answer.redirected || !isPage || !html.includes(`data-account="${vault().account}"`)) throw new Error("no page");
    return html;
  };

  const put = async ({ key, digest, addresses, clients, code }, { line, zone, also }, have) => {
    const { account } = vault();
    const here = { stored_at: Date.now(), zone, team: team() };
    const entries = [];
    const seal = async (address, what) => {
      entries.push({ account, address, stored_at: here.stored_at, box: await vault().seal({ ...here, ...what }, address) });
    };
    const spellings = (address) => [address, ...Object.keys(also).filter((other) => also[other] === address)];
    await Promise.all(addresses.map(async (address) => {
      const html = await fetched(address, line);
      if (html) for (const one of spellings(address)) await seal(one, { html, clients: clients[address] });
    }));
    const safe = `${addresses.find((address) => address.endsWith("/key-safe"))}#code`;
    if (code) await seal(safe, { code });
    const known = { ...have, [key]: digest };
    await store().change(["pages", "counters"], ({ pages, counters }) => {
      pages.delete([account, safe]);
      for (const entry of entries) pages.put(entry);
      counters.put({ account, name: `have/${team()}`, value: known });
    });
    return known;
  };

  const tidy = async ({ bundles, also }) => {
    const { account } = vault();
    const named = new Set([...Object.keys(also), ...bundles.flatMap(({ addresses }) => addresses)]);
    const gone = (await store().keys("pages", account)).filter(([, address]) =>
      address.startsWith(`/t/${team()}/`) && !named.has(address.split("#")[0]));
    await store().change("pages", ({ pages }) => { for (const key of gone) pages.delete(key); });
  };

  const forget = async () => {
    const { account } = vault();
    await store().change(["pages", "counters"], ({ pages, counters }) => {
      pages.delete(store().of(account));
      counters.delete([account, `have/${team()}`]);
    });
  };

  const fill = async () => {
    const { account } = vault();
    const { tablet, ...record } = await store().get("vaults", account);
    /* They may have gone without this being told: at a sign-out, or after three days, while another team was open. */
    const have = String(await store().keys("pages", account)).includes(team()) && await counter(`have/${team()}`) || {};
    const answer = await post(`/t/${team()}/tablet/day`, { tablet, account, have });
    const said = await answer.json();
    if (answer.status === 404 || said.code === "tablet-ended") return forget();
    if (!answer.ok) return;
    await store().change(["counters", "vaults"], ({ counters, vaults }) => {
      counters.put({ account, name: "contact", value: Date.now() });
      if (record.home !== said.home) vaults.put({ ...record, tablet, home: said.home });
    });
    let known = Object.fromEntries(said.bundles.filter(({ key }) => key in have).map(({ key }) => [key, have[key]]));
    for (const bundle of said.bundles) if (bundle.fetch) known = await put(bundle, said, known);
    await tidy(said);
    await store().put("counters", { account, name: "filled", value: Date.now() });
    document.dispatchEvent(new Event("kring:filled"));
  };

  /* One tab at a time, and not at every page: the server is asked again after two minutes, or when something was sent. */
  const look = (now = false) => navigator.locks.request("kring-pages", { ifAvailable: !now }, async (mine) => {
    if (!mine || !vault().isOpen() || !team() || isCopy()) return;
    await sendLooks();
    if (!now && Date.now() - (await counter(`asked/${team()}`) ?? 0) < often) return;
    await store().put("counters", { account: vault().account, name: `asked/${team()}`, value: Date.now() });
    await fill();
  }).catch(() => {});

  document.addEventListener("kring:vault-open", () => look());
  document.addEventListener("kring:sent", () => look(true));
  for (const name of ["online", "pageshow"]) addEventListener(name, () => look());

  /* The offer of a passphrase where none is set, and on the account page what is stored (account/tablet.js). */
  const cards = async () => {
    const card = document.querySelector("[data-tablet-card]");
    if (!card || !vault().account || !navigator.serviceWorker || isCopy()) return;
    const has = await vault().has();
    for (const one of card.querySelectorAll("[data-tablet-is]")) one.hidden = (one.dataset.tabletIs === "kept") !== has;
    card.hidden = has && card.dataset.tabletCard === "round";
  };
  for (const name of ["DOMContentLoaded", "kring:vault-open"]) document.addEventListener(name, () => cards().catch(() => {}));

  self.kring = { ...self.kring, pages: { look, forget } };
})();
