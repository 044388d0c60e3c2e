/* What can be measured on a page. Given to the browser by look.py; each function returns sentences about what is wrong. */
(what) => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const words = (one) => (one.textContent.trim() || one.name || one.getAttribute("aria-label") || "").slice(0, 50);
  const named = (one) => [one.tagName, ...one.classList].join(".");
  const isSeen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const isAside = (one) => one.closest(".visually-hidden, [hidden], dialog:not([open]), .skip, svg, script, style, title");

  const overflow = () => {
    if (document.scrollingElement.scrollWidth <= innerWidth) return [];
    const wide = all("body *").filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
    return wide.slice(0, 4).map((one) => `${named(one)} is wider than the page: ${words(one)}`);
  };

  /* A row's or a choice's own area counts for what lies in it; a link in a sentence is as high as its line. */
  const smallTargets = () => {
    const found = [];
    for (const one of all("a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]")) {
      if (!isSeen(one) || one.closest(".skip")) continue;
      const own = (one.matches("input") && one.closest("label")) || one;
      let { width, height } = own.getBoundingClientRect();
      const over = getComputedStyle(own, "::after");
      if (over.position === "absolute" && over.content !== "none") {
        width = Math.max(width, parseFloat(over.width));
        height = Math.max(height, parseFloat(over.height));
      }
      const isInSentence = one.matches("a") && getComputedStyle(one).display === "inline";
      const least = isInSentence ? 24 : 44;
      if (height < least - .5 || (!isInSentence && width < least - .5)) {
        found.push(`${named(one)} is ${Math.round(width)} by ${Math.round(height)} pixels: ${words(one)}`);
      }
    }
    return found;
  };

  const lineLeaves = (line, box) => {
    const style = getComputedStyle(box);
    if (["inline", "contents"].includes(style.display)) return false;
    const frame = box.getBoundingClientRect();
    const clips = style.overflowX !== "visible" || style.overflowY !== "visible";
    const aside = line.right > frame.right + 1.5 || line.left < frame.left - 1.5;
    return aside || (clips && (line.bottom > frame.bottom + 4 || line.top < frame.top - 4));
  };

  const cutText = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()].filter((line) => line.width);
    for (let box = node.parentElement; box && !box.matches("body, .table-frame, dialog"); box = box.parentElement) {
      if (lines.some((line) => lineLeaves(line, box))) return [`${named(box)} does not hold: ${node.data.trim().slice(0, 60)}`];
    }
    return [];
  };

  const overfull = (one) => {
    const isTyped = one.matches("input") && one.value;
    const isInline = getComputedStyle(one).display === "inline";
    return !isTyped && !isInline && one.clientWidth && one.scrollWidth > one.clientWidth + 1;
  };

  const cutWords = () => {
    const found = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const holder = texts.currentNode.parentElement;
      if (!texts.currentNode.data.trim() || isAside(holder) || !isSeen(holder) || holder.closest("textarea, select")) continue;
      found.push(...cutText(texts.currentNode));
    }
    for (const one of all("button, .button, .pill, input, select, .tabs a, .bar a, .bar span, .brand span, h1, h2, h3, .label")) {
      if (!isAside(one) && isSeen(one) && overfull(one)) {
        found.push(`${named(one)} holds ${one.scrollWidth} pixels in ${one.clientWidth}: ${words(one)}`);
      }
    }
    return [...new Set(found)];
  };

  const colour = (text) => text.match(/[\d.]+/g).map(Number);
  const isPainted = (parts) => parts.length < 4 || parts[3] > 0;
  const luminance = ([r, g, b]) => [r, g, b].map((part) => part / 255)
    .map((part) => (part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4))
    .reduce((sum, part, place) => sum + part * [.2126, .7152, .0722][place], 0);
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + .05) / (dark + .05);
  };
  const ground = (one) => {
    const painted = one && colour(getComputedStyle(one).backgroundColor);
    return !one ? [255, 255, 255] : isPainted(painted) ? painted : ground(one.parentElement);
  };

  /* WCAG 1.4.11, which axe leaves out: what can be typed into or tapped stands out 3:1 from what is around. */
  const paleBorders = () => all(".input, .choice, .button-plain, .button-primary, .button-danger, .tabs a")
    .filter((one) => isSeen(one) && !one.matches(":disabled, [aria-disabled=true], :has(:disabled)"))
    .filter((one) => contrast(colour(getComputedStyle(one).borderTopColor), ground(one.parentElement)) < 3)
    .map((one) => `${named(one)} has a pale border: ${words(one)}`);

  const printedLightOnDark = () => {
    const found = [];
    for (const one of all("html, body, body *")) {
      if (!isSeen(one) || one.closest("dialog:not([open])")) continue;
      const { color, backgroundColor } = getComputedStyle(one);
      if (isPainted(colour(backgroundColor)) && luminance(colour(backgroundColor)) < .2) found.push(`${named(one)} has a dark ground`);
      const says = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      if (says && luminance(colour(color)) > .3) found.push(`${named(one)} has pale words: ${words(one)}`);
    }
    return found;
  };

  /* Everything that is read or heard. */
  const spoken = () => {
    const found = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const holder = texts.currentNode.parentElement;
      if (holder.closest("script, style")) continue;
      found.push(texts.currentNode.data.trim());
    }
    for (const template of all("template")) found.push(...[...template.content.querySelectorAll("*")].flatMap(
      (one) => [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data.trim())));
    const heard = ["title", "placeholder", "alt", "aria-label", "aria-description", "aria-valuetext", "label", "data-busy",
      "data-text", "data-none", "data-over", "data-count", "data-hide", "data-failed", "data-unreachable"];
    for (const one of all("*")) for (const name of heard) if (one.hasAttribute(name)) found.push(one.getAttribute(name).trim());
    return [...new Set([document.title, ...found].filter(Boolean))];
  };

  const isRinged = (one) => [getComputedStyle(one), getComputedStyle(one, "::after")]
    .some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);

  /* Of what has the focus just now: is it seen, is its ring seen, does the bar lie over it? "end" when nothing has it. */
  const focus = () => {
    const one = document.activeElement;
    if (!one || one === document.body || one === document.documentElement) return ["end"];
    const holder = one.closest("label") ?? one;
    const { left, right, top, bottom } = holder.getBoundingClientRect();
    const found = [];
    if (!isSeen(one) || bottom < 0 || top > innerHeight) found.push(`${named(one)} has the focus and is not seen: ${words(one)}`);
    if (!isRinged(one) && !isRinged(holder)) found.push(`${named(one)} shows no ring: ${words(one)}`);
    const bar = document.querySelector(".bar, .bar-action");
    if (bar && !bar.contains(one) && bottom > bar.getBoundingClientRect().top + 1 && top < bar.getBoundingClientRect().bottom
      && bottom - top < innerHeight / 2) found.push(`${named(one)} lies under the bar: ${words(one)}`);
    return found;
  };

  return { focus, overflow, smallTargets, cutWords, paleBorders, printedLightOnDark, spoken }[what]();
}
