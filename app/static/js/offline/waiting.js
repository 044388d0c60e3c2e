/* Says what lies on this tablet and is not sent: the mark in the header, the lists, and what a stored page cannot know. */
(() => {
  let latest = 0;
  let shown = [];
  let chosen = "";
  const find = (name, from = document) => from.querySelector(name);
  const slot = (name, from) => find(`[data-slot=${name}]`, from);
  const isUnsent = ({ state }) => state !== "sent";

  /* The one word for an entry: from the tablet's own commit (waiting, parked) or the server's receipt (sent). */
  const sign = ({ state }) => find(`[data-sign=${state}]`, find("#unsent-signs").content).cloneNode(true);
  const signIn = (place, entry) => {
    find("[data-sign]", place)?.remove();
    place.append(sign(entry));
  };
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "short", hour: "2-digit", minute: "2-digit" });

  const mark = (list) => {
    const place = find("#unsent");
    const parked = list.filter(({ state }) => state === "parked").length;
    const count = parked || list.length;
    place.hidden = !count;
    if (!count) return;
    const name = (parked ? "parked" : "waiting") + (count === 1 ? "One" : "Many");
    place.classList.toggle("pill-refused", parked > 0);
    place.pathname = `/t/${list[0].team}/me/waiting`;
    find("span", place).textContent = place.dataset[name].replace("{count}", count);
  };

  const row = (template, entry) => {
    const line = template.content.firstElementChild.cloneNode(true);
    const { who, what, told, refusal: { code, message, fields } = {} } = entry;
    slot("title", line).textContent = [who, what].filter(Boolean).join(" · ");
    slot("when", line).textContent = clock.format(entry.made_at);
    slot("told", line).textContent = told ?? "";
    slot("why", line).textContent = [...new Set([message, ...Object.values(fields ?? {})])].filter(Boolean).join(" ");
    slot("sign", line).append(sign(entry));
    line.dataset.operation = entry.operation;
    for (const button of line.querySelectorAll("[data-do]")) {
      button.hidden = { mend: !told, confirm: code !== "asks", retry: code === "asks" }[button.dataset.do] ?? false;
    }
    return line;
  };

  const lists = (list) => {
    for (const place of document.querySelectorAll("[data-unsent]")) {
      const { unsent: client, states } = place.dataset;
      const here = list.filter((entry) => states.includes(entry.state) && (!client || entry.client === client));
      place.hidden = !here.length;
      const template = find("template", place);
      if (template) find("ol, ul", place).replaceChildren(...here.map((entry) => row(template, entry)));
      else if (here.length) {
        signIn(slot("sign", place), here[0]);
        slot("count", place).textContent = find("#unsent span").textContent;
      }
    }
    find("[data-nothing-waits]")?.toggleAttribute("hidden", list.some(isUnsent));
  };

  /* What happened at visits since this page was made, by the server or by the tablet. */
  const happened = (list) => {
    const made = Date.parse(document.body.dataset.stored) || performance.timeOrigin;
    const news = list.filter((entry) => entry.visit && entry.body && (isUnsent(entry) || entry.sent_at > made));
    return new Map(news.map((entry) => [entry.visit, { entry, done: entry.body.finish || entry.command.startsWith("correct") }]));
  };

  const round = (visits) => {
    find("[data-so-far]")?.toggleAttribute("hidden", visits.size > 0);
    for (const [visit, { entry, done }] of visits) {
      const stop = find(`.stop a[href$="/visits/${visit}"]`)?.closest(".stop");
      if (!stop) continue;
      stop.className = `stop stop-${done ? "done" : "now"}`;
      find(".stop-end", stop).replaceChildren(sign(entry));
    }
    const card = find("[data-next-visit]");
    const news = visits.get(card?.dataset.nextVisit);
    if (!news) return;
    signIn(find(".next-head", card), news.entry);
    find(".next-when", card).textContent = card.dataset[news.done ? "done" : "now"];
    find("form", card)?.remove();
    const on = find("[data-go-on]", card);
    const after = news.done ? find(".stop-later") : null;
    on.hidden = news.done && !after;
    if (!after) return;
    const link = find("a", after);
    on.href = link.href;
    find("span", on).textContent = `${find(".stop-time", after).textContent} ${link.textContent}`;
  };

  /* A visit begun or recorded here, on a page that does not know of it: its form, what was written last in it, or neither. */
  const visit = (page, { entry, done }) => {
    signIn(page, entry);
    const state = entry.operation + done;
    if (page.dataset.shown === state) return;
    page.dataset.shown = state;
    const waits = find("#recording");
    find("#before")?.remove();
    waits?.replaceWith(waits.content);
    const form = find("#record");
    if (!form) return;
    const bar = find(".bar-action");
    const ways = find("nav.bar");
    if (ways) ways.before(bar);
    ways?.toggleAttribute("hidden", !done);
    form.hidden = bar.hidden = Boolean(done);
    find("[data-correct]").hidden = !done;
    if (entry.fields.some(([name]) => name === "id")) self.kring.forms.standFor(form, { fields: entry.fields, follows: entry.operation });
    document.dispatchEvent(new CustomEvent("kring:forms"));
  };

  const correct = () => {
    const form = find("#record");
    const why = find("[data-correcting]");
    why.hidden = why.disabled = form.hidden = false;
    Object.assign(form.dataset, { outbox: "correct-visit-record", what: why.dataset.what, next: form.dataset.nextMore });
    find("[data-correct]").hidden = true;
    find("input", why).focus();
  };

  const show = async () => {
    const turn = latest += 1;
    const { outbox, vault } = self.kring;
    if (!find("#unsent")) return;
    const list = await outbox.all();
    mark(list.filter(isUnsent));
    if (list.some(isUnsent) && find("[data-nothing-waits]") && !vault.isOpen()) vault.ready().catch(() => {});
    const opened = await Promise.all(list.map((entry) => outbox.open(entry).catch(() => entry)));
    if (turn !== latest) return;
    shown = opened;
    lists(opened);
    const visits = happened(opened);
    round(visits);
    const page = find("[data-visit]");
    if (visits.has(page?.dataset.visit)) visit(page, visits.get(page.dataset.visit));
  };

  const deeds = {
    correct,
    send: () => self.kring.outbox.send(),
    mend: (entry) => self.kring.forms.mend(entry),
    retry: (entry) => self.kring.outbox.retry(entry),
    confirm: (entry) => self.kring.outbox.retry(entry, { confirmed: true }),
    choose: (entry) => {
      chosen = entry.operation;
      find("#discard-what").textContent = [entry.who, entry.what, entry.told].filter(Boolean).join(" · ");
    },
    discard: (entry) => {
      find("#discard").close();
      return self.kring.outbox.discard(entry);
    },
  };
  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.("[data-do]");
    if (!button) return;
    const operation = button.closest("[data-operation]")?.dataset.operation ?? chosen;
    deeds[button.dataset.do](shown.find((entry) => entry.operation === operation));
  });
  for (const name of ["kring:outbox", "kring:vault-open", "DOMContentLoaded", "visibilitychange"]) document.addEventListener(name, show);
  addEventListener("pageshow", show);
})();
