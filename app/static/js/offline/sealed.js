/* Sealing and opening under a nurse's data key (AES-GCM). `place` is bound in: what is moved elsewhere does not open. */
(() => {
  const known = (place) => new TextEncoder().encode(place);

  const seal = async (key, what, place = "") => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(what));
    return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: known(place) }, key, plain) };
  };

  const open = async (key, { iv, data }, place = "") => {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: known(place) }, key, data);
    return JSON.parse(new TextDecoder().decode(plain));
  };

  self.kring = { ...self.kring, sealed: { seal, open } };
})();
