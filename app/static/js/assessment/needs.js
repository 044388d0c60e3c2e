/* [data-for="actual"]: what belongs to another answer is not sent. The style hides it; what stands in it is kept. */
(() => {
  const fit = (form) => {
    const chosen = form.querySelector("[name=nature]:checked")?.value;
    for (const part of form.querySelectorAll("[data-for]")) {
      for (const field of part.querySelectorAll("input, textarea")) field.disabled = Boolean(chosen) && chosen !== part.dataset.for;
    }
  };
  const all = () => { for (const part of document.querySelectorAll("form:has([data-for])")) fit(part); };

  document.addEventListener("change", ({ target }) => { if (target.name === "nature") fit(target.form); });
  addEventListener("pageshow", all);
  document.addEventListener("kring:settled", all);
})();
