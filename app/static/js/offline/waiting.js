/* Says what lies on this tablet and is not sent: the mark in the header and the lists. Others hear `kring:shown`. */
(() => {
  let latest = 0;
  const find = (name, from = document) => from.querySelector(name);
  const isUnsent = ({ state }) => state !== "sent";

  /* The one word for an entry: from the tablet's own commit (waiting, parked) or the server's receipt (sent). */
  const sign = (place, { state }) => {
    find("[data-sign]", place)?.remove();
    place.append(find(`[data-sign=${state}]`, find("#unsent-signs").content).cloneNode(true));
  };

  const mark = (list) => {
    const place = find("#unsent");
    const parked = list.filter(({ state }) => state === "parked").length;
    const count = parked || list.length;
    place.hidden = !count;
    if (!count) return;
    place.classList.toggle("pill-refused", parked > 0);
    place.pathname = `/t/${list[0].team}/me/waiting`;
    find("span", place).textContent = place.dataset[parked ? "parked" : "waiting"].replace("{count}", count);
  };

  /* Every element of the row that names one of the entry's words gets it. */
  const row = (template, entry) => {
    const line = template.content.firstElementChild.cloneNode(true);
    const { who, what, made_at: at, refusal: { code, message, fields } = {} } = entry;
    const when = new Date(at).toLocaleString(document.documentElement.lang, { weekday: "short", hour: "2-digit", minute: "2-digit" });
    const why = [...new Set([message, ...Object.values(fields ?? {})])].join(" ");
    const words = { ...entry, title: [who, what].filter(Boolean).join(" · "), when, why };
    for (const place of line.querySelectorAll("[data-slot]")) place.textContent = words[place.dataset.slot] ?? "";
    sign(find(".row-end", line), entry);
    Object.assign(line.dataset, { operation: entry.operation, asks: code === "asks", told: Boolean(entry.told) });
    return line;
  };

  const lists = (list) => {
    for (const place of document.querySelectorAll("[data-unsent]")) {
      const { unsent: client, states } = place.dataset;
      const here = list.filter((entry) => states.includes(entry.state) && (!client || entry.client === client));
      const template = find("template", place);
      place.hidden = !here.length;
      if (template) find("ol, ul", place).replaceChildren(...here.map((entry) => row(template, entry)));
      else if (here.length) {
        sign(find("span", place), here[0]);
        find("b", place).textContent = find("#unsent span").textContent;
      }
    }
  };

  const show = async () => {
    const turn = latest += 1;
    const { outbox, vault } = self.kring;
    if (!find("#unsent")) return;
    const list = await outbox.all();
    const unsent = list.filter(isUnsent);
    mark(unsent);
    /* Who has left sees no page of the team any more; what she wrote goes from her own. */
    const asks = !location.pathname.startsWith("/t/") || find("[data-nothing-waits]");
    if (unsent.length && asks && !vault.isOpen()) vault.ready().catch(() => {});
    const shown = await Promise.all(list.map((entry) => outbox.open(entry).catch(() => entry)));
    if (turn !== latest) return;
    lists(shown);
    document.dispatchEvent(new CustomEvent("kring:shown", { detail: shown }));
  };

  for (const name of ["kring:outbox", "kring:vault-open", "visibilitychange"]) document.addEventListener(name, show);
  addEventListener("pageshow", show);
  self.kring = { ...self.kring, sign };
})();
