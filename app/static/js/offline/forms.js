/*
 * form[data-outbox="command"]: what is filled in becomes the command's body and goes into the outbox. Half-written forms
 * are kept sealed while one types, and come back. Where a nurse has no passphrase on this tablet it is a plain form.
 *   data-client, data-who, data-what   whose it is and what it is, for the list of what waits
 *   data-next, data-next-more          where to go afterwards, the second when it was not finished
 */
(() => {
  const touched = new WeakSet();
  const timers = new Map();
  const keyOf = (form) => form.getAttribute("action");
  const named = (form, name) => [...form.elements].filter((field) => field.name === name);

  const typedIn = (form, submitter) => [...new FormData(form, submitter)].filter(([, value]) => typeof value === "string");

  /* a.b becomes a key b of a; a name that can be ticked more than once is a list; what is empty is left out. */
  const bodyOf = (form, fields) => {
    const body = {};
    for (const [name, value] of fields) {
      if (!value.trim() || ["operation", "account"].includes(name)) continue;
      const [head, ...rest] = name.split(".");
      const at = rest.length ? body[head] ??= {} : body;
      const key = rest.join(".") || head;
      const ticks = named(form, name).filter((field) => field.type === "checkbox" || field.multiple);
      if (ticks.length > 1 || ticks[0]?.multiple) (at[key] ??= []).push(value);
      else at[key] = value;
    }
    return body;
  };

  /* The same as a person reads it, for the list of what waits. */
  const toldIn = (form) => [...form.elements].flatMap((field) => {
    const ticked = ["checkbox", "radio"].includes(field.type);
    const skip = !field.name || ["hidden", "submit"].includes(field.type) || !field.value.trim() || (ticked && !field.checked);
    if (skip) return [];
    const label = field.labels[0]?.textContent.replace(/\s+/g, " ").trim();
    return ticked ? label : field.type === "textarea" ? field.value : `${label}: ${field.value}`;
  }).join("\n");

  const fill = (form, fields) => {
    for (const field of form.elements) {
      if (!field.name || ["hidden", "submit", "file"].includes(field.type)) continue;
      const given = fields.filter(([name]) => name === field.name).map(([, value]) => value);
      if (["checkbox", "radio"].includes(field.type)) field.checked = given.includes(field.value);
      else if (field.multiple) for (const option of field.options) option.selected = given.includes(option.value);
      else field.value = given.at(-1) ?? "";
      if (field.value && given.length) field.closest("details")?.setAttribute("open", "");
    }
  };

  /* What a form stands for besides its fields: the entry it mends or goes on from, and when it happened. */
  const stands = new WeakMap();
  const standFor = (form, { fields, mends, follows, happened_at }) => {
    fill(form, fields);
    stands.set(form, { mends, follows });
    if (happened_at) form.elements.happened_at.value = happened_at;
  };

  const keep = async (form) => {
    const { vault, store } = self.kring;
    if (!vault.isOpen()) return;
    const draft = { fields: typedIn(form), happened_at: form.elements.happened_at?.value, ...stands.get(form) };
    const box = await vault.seal(draft, `draft/${keyOf(form)}`);
    if (timers.has(form)) await store.put("drafts", { account: vault.account, form: keyOf(form), box });
  };
  const typing = ({ target }) => {
    const { form } = target;
    if (!form?.dataset.outbox) return;
    touched.add(form);
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(keep, 400, form));
  };

  const restore = async () => {
    const { vault, store } = self.kring;
    if (!vault.isOpen()) return;
    for (const form of document.querySelectorAll("form[data-outbox]")) {
      const draft = touched.has(form) ? null : await store.get("drafts", [vault.account, keyOf(form)]);
      if (!draft) continue;
      touched.add(form);
      standFor(form, await vault.open(draft.box, `draft/${keyOf(form)}`));
      tell("info", document.getElementById("unsent").dataset.restored);
    }
  };

  /* In the shape of the message that the server did not answer; without words of its own it is that message. */
  const tell = (kind, words) => {
    const notice = document.getElementById("not-reached").content.firstElementChild.cloneNode(true);
    notice.className = `notice notice-${kind}`;
    if (kind === "info") notice.querySelector("svg").remove();
    if (words) notice.querySelector("p").textContent = words;
    document.getElementById("notices").replaceChildren(notice);
    notice.scrollIntoView({ block: "nearest" });
  };

  const settle = (form) => form.dispatchEvent(new CustomEvent("kring:settled", { bubbles: true }));

  /* Straight to the server, as without script; not at all while that would lose what was typed. */
  const plainly = async (form, submitter) => {
    if (!await fetch("/health", { cache: "no-store" }).then(() => true, () => false)) {
      settle(form);
      return tell("bad");
    }
    if (submitter?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: submitter.name, value: submitter.value }));
    form.submit();
  };

  /* The server did not take it: its words stand where the form's own would, and the next sending stands for this one. */
  const complain = (form, { order, operation, refusal, body, fields }) => {
    const { code, message, fields: words = {} } = refusal;
    standFor(form, { fields, mends: { order, operation }, happened_at: body.happened_at });
    const elsewhere = Object.entries(words).filter(([name, text]) => {
      const place = document.getElementById(`field-${name}-error`);
      if (place) { place.textContent = text; place.hidden = false; }
      return !place && text !== message;
    }).map(([, text]) => text);
    if (code === "asks") form.querySelector("[data-confirm]")?.removeAttribute("hidden");
    tell("bad", [message, ...elsewhere].join(" "));
    settle(form);
  };

  const take = async (form, submitter) => {
    const { vault, outbox, uuid7 } = self.kring;
    if (!await vault.has()) throw new Error("no passphrase");
    await vault.ready();
    const fields = typedIn(form, submitter);
    const body = { ...bodyOf(form, fields), happened_at: form.elements.happened_at?.value || new Date().toISOString() };
    if (form.querySelector("[data-new-id]")) body.id = uuid7();
    const operation = uuid7();
    const { outbox: command, client, who, what, next, nextMore } = form.dataset;
    const { mends, follows } = stands.get(form) ?? {};
    clearTimeout(timers.get(form));
    timers.delete(form);
    const [, , team] = location.pathname.split("/");
    const address = location.pathname + location.search;
    await outbox.save(
      { operation, command, team, client, visit: body.visit, form: keyOf(form), address, made_at: Date.now(), mends },
      { body, fields, who, what, follows, told: toldIn(form) },
    );
    return async () => {
      const entry = await outbox.outcome(operation).catch(() => ({}));
      if (entry.state === "parked") return complain(form, entry);
      const to = nextMore && submitter?.name !== "finish" ? nextMore : next;
      location.assign(entry.state === "sent" ? to : to.split("?")[0]);
    };
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.dataset.outbox) return;
    event.preventDefault();
    /* Only what does not lie on the tablet is ever sent another way. */
    take(form, event.submitter).then((goOn) => goOn(), () => plainly(form, event.submitter));
  });
  for (const kind of ["input", "change"]) document.addEventListener(kind, typing);
  document.addEventListener("kring:vault-open", restore);

  self.kring = { ...self.kring, forms: { restore, standFor } };
})();
