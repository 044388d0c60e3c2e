/*
 * Passkeys: signing in, unlocking, showing oneself again, and making one. The server asks and judges; this only carries
 * between it and the device.
 *   data-passkey-place        shown where the browser knows passkeys; data-passkey-none is hidden there
 *   data-passkey-sign-in      signs in; goes on with the form beside it where that carries a text (name=kept)
 *   data-passkey-prove        shows again that it is the nurse whose account the value names
 *   data-passkey-make         makes one; the value is where to go afterwards
 *   kring:passkey-unlock      from the lock over a page; answered by kring:unlocked
 */
(() => {
  const known = Boolean(window.PublicKeyCredential && navigator.credentials);
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

  const post = async (address, body = {}) => {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
    });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw Object.assign(new Error(said.message ?? ""), said);
    return said;
  };

  const readable = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

  /* What the device answered, as JSON; the fields a browser may lack are left out. */
  const plain = (credential) => {
    const { response } = credential;
    const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
    const given = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response: { ...Object.fromEntries(given), transports: response.getTransports?.() },
    };
  };

  const show = async (more) => {
    const { publicKey } = await post("/sign-in/passkey/options");
    const credential = await navigator.credentials.get({ publicKey: {
      ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: readable(publicKey.allowCredentials),
    } });
    return post("/sign-in/passkey", { credential: plain(credential), ...more });
  };

  const make = async (next) => {
    const { publicKey } = await post("/account/passkeys/options");
    const credential = await navigator.credentials.create({ publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: readable(publicKey.excludeCredentials),
    } });
    return post("/account/passkeys", { credential: plain(credential), next });
  };

  const carriedForm = () => document.querySelector("form[data-sign-in]");
  const goOn = ({ next }) => {
    const form = carriedForm();
    if (!form?.elements.kept?.value) return location.assign(next);
    form.action = "/sign-in/kept";
    form.submit();
  };

  /* A nurse who changed her mind is not told off: the device's own window was closed. */
  const complain = (button, fault) => {
    if (fault.code === "prove-again") return location.assign(`/account/proof?next=${encodeURIComponent(location.pathname)}`);
    const place = button.closest("[data-passkey-place]")?.querySelector("[data-passkey-error]")
      ?? document.getElementById("lock-error");
    if (!place) return;
    const words = document.getElementById("passkey-words")?.dataset ?? {};
    place.textContent = fault.name === "NotAllowedError" ? words.closed
      : fault.name === "InvalidStateError" ? words.already
      : fault.message && fault.code ? fault.message : words.failed;
    place.hidden = false;
  };

  const doing = new WeakSet();
  const attempt = async (button, work) => {
    if (doing.has(button)) return;
    doing.add(button);
    button.setAttribute("aria-disabled", "true");
    try {
      await work();
    } catch (fault) {
      complain(button, fault);
    } finally {
      doing.delete(button);
      button.removeAttribute("aria-disabled");
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-passkey-sign-in], [data-passkey-prove], [data-passkey-make]");
    if (!button) return;
    const next = carriedForm()?.elements.next?.value || "/";
    if ("passkeyMake" in button.dataset) attempt(button, async () => goOn(await make(button.dataset.passkeyMake)));
    else if ("passkeyProve" in button.dataset) attempt(button, async () => goOn(await show({ account_id: button.dataset.passkeyProve, next })));
    else attempt(button, async () => goOn(await show({ next })));
  });

  document.addEventListener("kring:passkey-unlock", () => {
    const form = document.querySelector("[data-lock-form]");
    const button = form?.querySelector("[data-lock-passkey]");
    if (!button) return;
    attempt(button, async () => {
      await show({ account_id: form.elements.account_id.value });
      document.dispatchEvent(new CustomEvent("kring:unlocked"));
    });
  });

  const start = () => {
    if (!known) return;
    for (const place of document.querySelectorAll("[data-passkey-place]")) place.hidden = false;
    for (const place of document.querySelectorAll("[data-passkey-none]")) place.hidden = true;
  };
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:after:swap", start);
})();
