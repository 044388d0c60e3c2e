/* kring.load(address): a script that is seldom needed comes when it is, once. */
(() => {
  const coming = new Map();
  const load = (address) => {
    if (document.querySelector(`script[src="${address}"]`)) return coming.get(address) ?? Promise.resolve();
    const script = document.createElement("script");
    script.src = address;
    coming.set(address, new Promise((done, failed) => {
      script.onload = done;
      script.onerror = () => { script.remove(); failed(new Error(address)); };
    }));
    document.head.append(script);
    return coming.get(address);
  };
  self.kring = { ...self.kring, load };
})();
