/* Somebody on the map of a network is moved, by pointer or by arrow keys, inside her ring; the place is saved as a command. */
(() => {
  const MIDDLE = 410, CLIENT = 56;
  const TRACKS = { household: [112, 148], informal: [186, 232], team: [270, 304], formal: [344, 374] };
  const map = () => document.getElementById("net");
  const where = (dot) => { const { e, f } = dot.transform.baseVal.consolidate().matrix; return [e, f]; };
  const say = (words, dot) => {
    document.getElementById("net-said").textContent = map().dataset[words].replace("{name}", dot.dataset.name);
  };

  const line = (x, y, begin, u, v, end, kind) => {
    const length = Math.hypot(u - x, v - y), a = (u - x) / length, b = (v - y) / length, last = length - end - 2;
    const first = begin + 2, steps = kind === "stressful" ? Math.max(6, Math.round((last - first) / 11)) : 1;
    let path = "";
    for (let step = 0; step <= steps; step += 1) {
      const at = first + (last - first) * step / steps, aside = step % steps === 0 ? 0 : 5 * (-1) ** step;
      path += `${step ? "L" : "M"}${Math.round(x + a * at - b * aside)} ${Math.round(y + b * at + a * aside)}`;
    }
    return path;
  };

  const draw = (dot) => {
    const [x, y] = where(dot), id = dot.dataset.id;
    map().querySelector(`[data-of="${id}"]`).setAttribute("d", line(MIDDLE, MIDDLE, CLIENT, x, y, +dot.dataset.r, dot.dataset.kind));
    for (const tie of map().querySelectorAll(`[data-one="${id}"], [data-two="${id}"]`)) {
      const [one, two] = [tie.dataset.one, tie.dataset.two].map((end) => map().querySelector(`[data-id="${end}"]`));
      tie.setAttribute("d", line(...where(one), +one.dataset.r, ...where(two), +two.dataset.r, tie.classList.contains("tie-stressful") ? "stressful" : ""));
    }
  };

  const place = (dot, x, y) => {
    const [near, far] = TRACKS[dot.dataset.ring], turn = Math.atan2(y - MIDDLE, x - MIDDLE);
    const away = Math.min(far, Math.max(near, Math.hypot(x - MIDDLE, y - MIDDLE)));
    dot.setAttribute("transform", `translate(${(MIDDLE + away * Math.cos(turn)).toFixed(1)} ${(MIDDLE + away * Math.sin(turn)).toFixed(1)})`);
    dot.dataset.angle = ((turn * 180 / Math.PI + 360) % 360).toFixed(1);
    dot.dataset.closeness = ((away - near) / (far - near)).toFixed(3);
    draw(dot);
  };

  /* One saving after the other, so that each carries the version the one before it made. */
  let queue = Promise.resolve();
  const save = (dot) => { queue = queue.then(() => send(dot)); };
  const send = async (dot) => {
    const { id, version, angle, closeness } = dot.dataset, { client, team } = map().dataset;
    const body = { id, client, version: +version, angle: +angle, closeness: +closeness };
    try {
      const answer = await fetch("/api/commands/place-person", {
        method: "POST", headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ operation: window.kring.uuid7(), team, body }),
      });
      if (answer.ok) dot.dataset.version = (await answer.json()).answer.version;
      say(answer.ok ? "saved" : answer.status === 409 ? "stale" : "failed", dot);
    } catch { say("failed", dot); }
  };

  const dotOf = (event) => event.target.closest?.("#net a.net-dot");
  let moved = false;

  document.addEventListener("pointerdown", (event) => {
    const dot = dotOf(event);
    if (!dot || event.button) return;
    const from = [event.clientX, event.clientY];
    moved = false;
    dot.setPointerCapture(event.pointerId);
    const move = (now) => {
      moved ||= Math.hypot(now.clientX - from[0], now.clientY - from[1]) > 6;
      if (!moved) return;
      const at = new DOMPoint(now.clientX, now.clientY).matrixTransform(map().getScreenCTM().inverse());
      place(dot, at.x, at.y);
    };
    const stop = new AbortController();
    const done = () => { stop.abort(); if (moved) save(dot); };
    dot.addEventListener("pointermove", move, { signal: stop.signal });
    dot.addEventListener("pointerup", done, { signal: stop.signal });
    dot.addEventListener("pointercancel", done, { signal: stop.signal });
  });
  document.addEventListener("dragstart", (event) => { if (dotOf(event)) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    if (dotOf(event) && moved) event.preventDefault();
    moved = false;
  }, true);

  const KEYS = { ArrowLeft: [-4, 0], ArrowRight: [4, 0], ArrowUp: [0, 8], ArrowDown: [0, -8] };
  document.addEventListener("keydown", (event) => {
    const dot = dotOf(event), step = KEYS[event.key];
    if (!dot || !step) return;
    event.preventDefault();
    const [x, y] = where(dot), turn = Math.atan2(y - MIDDLE, x - MIDDLE) + step[0] * Math.PI / 180;
    const away = Math.hypot(x - MIDDLE, y - MIDDLE) + step[1];
    place(dot, MIDDLE + away * Math.cos(turn), MIDDLE + away * Math.sin(turn));
    clearTimeout(dot.waiting);
    dot.waiting = setTimeout(() => save(dot), 500);
  });
})();
