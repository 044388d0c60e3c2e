/* Says "No signal" in the header while the team's server cannot be reached. */
(() => {
  const pause = 10_000;
  let away = false;
  let asking = 0;

  const show = (isAway) => {
    const place = document.getElementById("connection");
    if (!place || isAway === away) return;
    away = isAway;
    const pill = document.getElementById("connection-pill");
    place.replaceChildren(...(away && pill ? [pill.content.cloneNode(true)] : []));
    document.dispatchEvent(new CustomEvent("kring:connection", { detail: { away } }));
  };

  /* Any answer at all means that there is a signal; what it says is not the matter here. */
  const ask = async () => {
    clearTimeout(asking);
    const reached = navigator.onLine && await fetch("/health", { cache: "no-store" }).then(() => true, () => false);
    show(!reached);
    if (!reached) asking = setTimeout(ask, pause);
  };

  addEventListener("offline", () => { show(true); asking = setTimeout(ask, pause); });
  addEventListener("online", ask);
  document.addEventListener("kring:unreachable", ask);
  document.addEventListener("htmx:error", (event) => { if (event.detail?.ctx && !event.detail.ctx.response) ask(); });
  document.addEventListener("htmx:after:request", () => show(false));
  if (!navigator.onLine) ask();
})();
