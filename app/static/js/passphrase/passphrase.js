/* Why a passphrase is refused, as the name of the words for it; it never leaves the tablet, so it is judged here. */
(() => {
  const least = 12;
  const enough = 10;
  const different = 6;
  const rows = "qwertyuiop asdfghjkl zxcvbnm 1234567890";
  const usual = ["passphrase", "password", "kring", "welcome", "letmein", "nurse", "district", "secret", "tablet", "community"];

  /* What is left for somebody who guesses: no repetition, no row of keys or numbers, nothing that was there before. */
  const guessed = (text) => [...text].filter((sign, place, signs) => {
    const before = signs[place - 1];
    if (before === undefined) return true;
    const step = sign.codePointAt(0) - before.codePointAt(0);
    const pair = before + sign;
    const row = rows.includes(pair) || rows.includes(sign + before);
    return Math.abs(step) > 1 && !row && !signs.slice(0, place - 1).join("").includes(pair);
  });

  const weakness = (passphrase, name = "") => {
    const typed = passphrase.normalize("NFKC");
    if ([...typed].length < least) return "short";
    let left = typed.toLowerCase();
    for (const word of [...usual, ...name.toLowerCase().split(/\W+/).filter((part) => part.length > 2)]) left = left.replaceAll(word, "");
    left = left.replace(/(19|20)\d\d/g, "").replace(/\s+/g, "");
    const found = guessed(left);
    return found.length < enough || new Set(found).size < different ? "weak" : "";
  };

  self.kring = { ...self.kring, passphrase: { ...self.kring.passphrase, weakness } };
})();
