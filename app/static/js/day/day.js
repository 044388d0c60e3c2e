/* On the round and on a visit's page: what happened on this tablet since the page was made, by the server or long ago. */
(() => {
  const find = (name, from = document) => from.querySelector(name);

  const happened = (list) => {
    const made = Date.parse(document.body.dataset.stored) || performance.timeOrigin;
    const news = list.filter(({ visit, body, state, sent_at }) => visit && body && (state !== "sent" || sent_at > made));
    return new Map(news.map((entry) => [entry.visit, { entry, done: Boolean(entry.body.finish || entry.body.why) }]));
  };

  const round = (visits) => {
    find("[data-so-far]")?.toggleAttribute("hidden", visits.size > 0);
    for (const [visit, { entry, done }] of visits) {
      const stop = find(`.stop a[href$="/visits/${visit}"]`)?.closest(".stop");
      if (!stop) continue;
      stop.className = `stop stop-${done ? "done" : "now"}`;
      find(".stop-end", stop).textContent = "";
      self.kring.sign(find(".stop-end", stop), entry);
    }
    const card = find("[data-next-visit]");
    const news = visits.get(card?.dataset.nextVisit);
    if (!news) return;
    self.kring.sign(find(".next-head", card), news.entry);
    if (news.done) find(".next-when", card).textContent = card.dataset.done;
    const form = find("form", card);
    const on = find(".next-ways a", card).cloneNode(true);
    const after = news.done ? find(".stop-later") : null;
    (form ?? find(".next-ways a", card)).replaceWith(on);
    on.className = "button button-primary button-main";
    on.hidden = news.done && !after;
    const link = after && find("a", after);
    if (link) on.href = link.href;
    else if (form) on.href = form.action.replace(/\/start$/, "");
    on.textContent = link ? `${find(".stop-time", after).textContent} ${link.textContent}` : card.dataset.on;
  };

  /* A visit begun or recorded here, on a page that does not know of it: its form, what was written last in it, or neither. */
  const visit = (page, { entry, done }) => {
    self.kring.sign(page, entry);
    const state = entry.operation + done;
    if (page.dataset.shown === state) return;
    page.dataset.shown = state;
    const form = find("#record");
    /* The page as a nurse beside another opens it has the form in every state, and is kept on the tablet as well. */
    if (!form) return page.dataset.state === "done" ? undefined : location.replace("?also=me");
    const bar = find(".bar-action");
    form.hidden = bar.hidden = done;
    find("[data-correct]").hidden = !done;
    if (entry.body.id) self.kring.forms.standFor(form, { fields: entry.fields, follows: entry.order });
    self.kring.forms.restore();
  };

  const correct = () => {
    const form = find("#record");
    const why = find("[data-correcting]");
    why.hidden = why.disabled = form.hidden = false;
    Object.assign(form.dataset, { outbox: "correct-visit-record", what: why.dataset.what, next: form.dataset.nextMore });
    find("[data-correct]").hidden = true;
    find("input", why).focus();
  };

  document.addEventListener("kring:shown", ({ detail }) => {
    const visits = happened(detail);
    round(visits);
    const page = find("[data-visit]");
    if (visits.has(page?.dataset.visit)) visit(page, visits.get(page.dataset.visit));
  });
  document.addEventListener("click", ({ target }) => { if (target.closest?.("[data-correct]")) correct(); });
})();
