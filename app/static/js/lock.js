/*
 * The lock over the page. It comes after a while without a touch, after two minutes in the background, by its button,
 * or when the server says 401; it never leaves the page, so that nothing typed is lost. What the server had refused is
 * sent again once it opens. Leaving the locked page would lose what no draft keeps, so it asks. Without a signal the
 * passphrase of this tablet opens it instead of the password, and meanwhile nobody has the key of what is stored here.
 */
(() => {
  const awayLimit = 120_000;
  const dialog = () => document.getElementById("lock");
  const form = () => dialog().querySelector("[data-lock-form]");
  const idleLimit = () => Number(document.body.dataset.lockAfter || 0) * 1000;
  const others = "BroadcastChannel" in window ? new BroadcastChannel("kring-lock") : null;
  const refused = new Map();
  let locked = false;
  let byPassphrase = false;
  let touched = Date.now();
  let hiddenAt = 0;
  let toldAt = 0;

  const post = (address, body) => fetch(address, {
    method: "POST",
    body,
    keepalive: true,
    headers: { Accept: "application/json" },
  });

  const somethingTyped = () => [...document.querySelectorAll("main form[method=post] :is(input, textarea)")].some((field) =>
    field.type !== "hidden" && (field.value !== field.defaultValue || field.checked !== field.defaultChecked));

  /* One field, for the password or for the passphrase: which one is asked stands above it. */
  const ask = (passphrase) => {
    byPassphrase = passphrase;
    for (const one of dialog().querySelectorAll("[data-lock-by]")) one.hidden = (one.dataset.lockBy === "passphrase") !== passphrase;
    document.getElementById("lock-password").autocomplete = passphrase ? "off" : "current-password";
  };
  const hasPassphrase = () => self.kring.vault?.has().catch(() => false);

  const cover = () => {
    if (!dialog() || locked) return;
    locked = true;
    self.kring.vault?.lock();
    complain("");
    ask(false);
    if ("stored" in document.body.dataset || !navigator.onLine) hasPassphrase()?.then((has) => { if (has) ask(true); });
    form().reset();
    for (const button of dialog().querySelectorAll("[data-reveals][data-shown]")) button.click();
    for (const words of dialog().querySelectorAll("[data-lock-unsaved]")) words.hidden = !somethingTyped();
    for (const button of dialog().querySelectorAll("[data-lock-passkey]")) button.hidden = !window.PublicKeyCredential;
    dialog().showModal();
  };

  const lock = () => {
    if (!dialog() || locked) return;
    cover();
    others?.postMessage("locked");
    post("/sign-in/lock").catch(() => {});
  };

  const open = () => {
    if (!locked) return;
    locked = false;
    touched = Date.now();
    hiddenAt = 0;
    form().reset();
    dialog().close();
    self.kring.vault?.unlocked();
    for (const again of [...refused.values()]) again();
    refused.clear();
  };

  const complain = (words) => {
    const place = document.getElementById("lock-error");
    const field = document.getElementById("lock-password");
    place.textContent = words;
    place.hidden = !words;
    field.setAttribute("aria-invalid", String(Boolean(words)));
    if (words) field.select();
  };

  const openByPassphrase = async (words) => {
    try {
      await self.kring.vault.unlock(document.getElementById("lock-password").value);
      open();
    } catch ({ code, left }) {
      complain((words[code] ?? words.failed).replace("{left}", left));
    }
  };

  const openByServer = async (sent, words) => {
    try {
      const answer = await post(sent.getAttribute("action"), new URLSearchParams(new FormData(sent)));
      const said = await answer.json().catch(() => ({}));
      if (answer.ok && said.ok) open();
      else complain(said.message || words.failed);
    } catch {
      document.dispatchEvent(new CustomEvent("kring:unreachable"));
      const has = await hasPassphrase();
      complain(has ? words.passphrase : words.unreachable);
      if (has) ask(true);
    }
  };

  const unlock = async (sent) => {
    await (byPassphrase ? openByPassphrase(sent.dataset) : openByServer(sent, sent.dataset));
    sent.dispatchEvent(new CustomEvent("kring:settled", { bubbles: true }));
  };

  const touch = () => {
    touched = Date.now();
    if (touched - toldAt < 5000) return;
    toldAt = touched;
    others?.postMessage("touched");
  };

  /* Timers sleep with the tablet, so the clock is looked at, not counted. */
  const look = () => {
    if (!idleLimit() || locked) return;
    const now = Date.now();
    const idle = now - touched >= idleLimit();
    const away = hiddenAt && now - Math.max(hiddenAt, touched) >= awayLimit;
    if (idle || away) lock();
  };

  const sendAgain = ({ sourceElement: element, sourceEvent: cause, request }) => () => {
    if (!element.isConnected) return;
    if (element.matches("form")) element.requestSubmit(request.submitter?.isConnected ? request.submitter : null);
    else htmx.trigger(element, cause?.type ?? "click");
  };

  for (const kind of ["pointerdown", "keydown", "input", "wheel", "touchmove"]) {
    addEventListener(kind, touch, { capture: true, passive: true });
  }
  others?.addEventListener("message", ({ data }) => {
    if (data === "touched") touched = Date.now();
    if (data === "locked") cover();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) hiddenAt = Date.now();
    look();
    if (!document.hidden) hiddenAt = 0;
  });
  addEventListener("pageshow", look);
  addEventListener("beforeunload", (event) => { if (locked && somethingTyped()) event.preventDefault(); });
  setInterval(look, 5000);

  document.addEventListener("htmx:before:response", (event) => {
    const { ctx } = event.detail;
    if (ctx.response.status !== 401 || !dialog()) return;
    event.preventDefault();
    refused.set(ctx.sourceElement, sendAgain(ctx));
    cover();
  });
  /* A stream finds its own way back once the session is open again. */
  document.addEventListener("htmx:sse:error", (event) => { if (event.detail.status === 401) cover(); });
  /* Other scripts that were answered 401 say so, and how to go on. */
  document.addEventListener("kring:refused", (event) => {
    if (event.detail?.again) refused.set(event.detail.again, event.detail.again);
    cover();
  });
  document.addEventListener("kring:unlocked", open);

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-lock-now]") || !dialog()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    lock();
  }, true);
  /* On the way up, so that once.js has already stopped a second tap. */
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-lock-form]")) return;
    event.preventDefault();
    unlock(event.target);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-lock-passkey]");
    if (!button) return;
    self.kring.load(button.dataset.lockPasskey)
      .then(() => document.dispatchEvent(new CustomEvent("kring:passkey-unlock")), () => complain(form().dataset.unreachable));
  });
  /* Escape closes a dialog; not this one. A browser may insist, then it comes back at once. */
  document.addEventListener("cancel", (event) => { if (event.target.id === "lock") event.preventDefault(); }, true);
  document.addEventListener("close", (event) => { if (event.target.id === "lock" && locked) dialog().showModal(); }, true);
})();
