/* What was looked at without a signal, until the server has it on record. Written down before anything is shown. */
(() => {
  const note = async (key, account, { team, command, body }) => {
    const happened = new Date().toISOString();
    const look = { team, operation: self.kring.uuid7(), body: { happened_at: happened, ...body } };
    const box = await self.kring.sealed.seal(key, { command, ...look }, "look");
    await self.kring.store.change(["counters", "looks"], ({ counters, looks }) => {
      const asked = counters.get([account, "look"]);
      asked.onsuccess = () => {
        const order = (asked.result?.value ?? 0) + 1;
        counters.put({ account, name: "look", value: order });
        looks.add({ account, order, box });
      };
    });
  };

  self.kring = { ...self.kring, looks: { note } };
})();
