/*
 * Between the pages and the network. A page comes from the server; after three seconds without an answer, from the
 * tablet. The cache holds files and the shell, nothing about anybody; the key is in memory, and asked from an open page
 * when this worker was stopped in between. What is sent, streams, /api and /health pass by untouched.
 */
(() => {
  const { release, files, shell, headers, kept, banner } = self.release;
  const { looks, sealed, store } = self.kring;
  const cacheName = `kring-${release}`;
  const patience = 3000;
  const longest = 20_000;
  const askingPages = 400;
  let open = null; /* account and key of the nurse whose pages may be read now */

  const wait = (time) => new Promise((done) => setTimeout(done, time, null));

  self.addEventListener("install", (event) => event.waitUntil((async () => {
    const cache = await caches.open(cacheName);
    await cache.addAll([...files, shell].map((address) => new Request(address, { cache: "reload" })));
    await self.skipWaiting();
  })()));

  self.addEventListener("activate", (event) => event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== cacheName) await caches.delete(name);
    await self.clients.claim();
  })()));

  self.addEventListener("message", (event) => {
    const { kring: what, account, key } = event.data ?? {};
    if (what === "key") open = { account, key };
    if (what === "lock") open = null;
    if (what === "give-key") {
      /* Another nurse's page is there: this one's time is over. */
      if (open && account && open.account !== account) open = null;
      event.ports[0]?.postMessage(open);
    }
  });

  const keyAtHand = async () => {
    if (open) return open;
    for (const page of await self.clients.matchAll({ type: "window", includeUncontrolled: true })) {
      const { port1, port2 } = new MessageChannel();
      const said = new Promise((done) => { port1.onmessage = ({ data }) => done(data); });
      page.postMessage({ kring: "give-key" }, [port2]);
      open ??= await Promise.race([said, wait(askingPages)]);
      if (open) return open;
    }
    return null;
  };

  const contact = async (account) => (await store.get("counters", [account, "contact"]))?.value ?? 0;

  /* Seventy-two hours without a word from the server, and the copies go; also while nobody has the key. */
  const isOver = async (account) => {
    if (Date.now() - await contact(account) <= kept) return false;
    await store.change("pages", ({ pages }) => { pages.delete(store.of(account)); });
    return true;
  };
  store.all("vaults").then((list) => Promise.all(list.map(({ account }) => isOver(account)))).catch(() => {});

  const clock = (at, zone) => {
    const there = { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    const day = (one) => one.toLocaleDateString("en-GB", { timeZone: zone });
    return at.toLocaleString("en-GB", day(at) === day(new Date()) ? there : { ...there, weekday: "short", day: "numeric", month: "short" });
  };

  const dressed = ({ html, stored_at: at, zone }) => html
    .replace("<body ", () => `<body data-stored="${new Date(at).toISOString()}" `)
    .replace("<!--stored-->", () => banner.replace("{time}", clock(new Date(at), zone)));

  /* Words that an address carries over a redirect are no part of the page. */
  const addressOf = (at) => {
    const asked = new URLSearchParams(at.search);
    for (const name of ["notice", "count"]) asked.delete(name);
    return at.pathname + (asked.size ? `?${asked}` : "");
  };

  const stored = async (at) => {
    const mine = await keyAtHand();
    if (!mine) return null;
    if (await isOver(mine.account)) return null;
    const address = addressOf(at);
    const found = await store.get("pages", [mine.account, address]);
    if (!found) return null;
    const page = await sealed.open(mine.key, found.box, address);
    const { clients, team } = page;
    await looks.note(mine.key, mine.account, { team, command: "look-without-signal", body: { address, clients } });
    return new Response(dressed(page), { headers });
  };

  const cached = async (address) => (await caches.open(cacheName)).match(address);
  const shellPage = async () => {
    const page = await cached(shell);
    return page ? new Response(await page.text(), { headers }) : Response.error();
  };

  /* Anything the server itself says counts; what stands in front of it may say that it is not there. */
  const live = async (request, signal) => {
    const answer = await fetch(request, { signal });
    if ([502, 504].includes(answer.status)) throw new Error("no server behind");
    return answer;
  };

  const page = async (request, at) => {
    const giveUp = new AbortController();
    const asked = live(request, giveUp.signal).catch(() => null);
    const soon = await Promise.race([asked, wait(patience)]);
    if (soon) return soon;
    const copy = await stored(at).catch(() => null);
    if (copy) { giveUp.abort(); return copy; }
    /* Not here: whoever has a slow signal is better served by waiting. */
    return await Promise.race([asked, wait(longest)]) ?? shellPage();
  };

  /* A page that an older release drew asks for its files by their older addresses: the present ones serve it. */
  const file = async (request, at) => {
    const found = await cached(request);
    if (found) return found;
    try {
      return await fetch(request);
    } catch (fault) {
      const name = at.pathname.split("/").slice(3).join("/");
      const same = files.find((address) => address.split("/").slice(3).join("/") === name);
      return (same && await cached(same)) ?? Response.error();
    }
  };

  const isPage = ({ mode, headers: sent }) =>
    mode === "navigate" || (sent.has("HX-Request") && sent.get("HX-Request-Type") !== "partial");
  const passesBy = ({ pathname }) =>
    pathname.startsWith("/api/") || pathname.endsWith("/stream") || ["/health", "/sw.js"].includes(pathname);

  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const at = new URL(request.url);
    if (request.method !== "GET" || at.origin !== self.location.origin || passesBy(at)) return;
    if (at.pathname.startsWith("/static/")) event.respondWith(file(request, at));
    else if (at.pathname === shell) event.respondWith(cached(shell).then((kept) => kept ?? fetch(request)));
    else if (isPage(request)) event.respondWith(page(request, at));
  });
})();
