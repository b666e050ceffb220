"use strict";
const form = document.getElementById("filters");
const shown = document.getElementById("shown");
const documents = [...document.querySelectorAll("#documents article")].map((element) => ({
  element,
  rules: element.dataset.rules.split(" "),
  site: element.dataset.site,
  language: element.dataset.language,
  text: element.textContent.toLowerCase(),
}));

function apply() {
  const { text, rule, site, language } = form.elements;
  const words = text.value.trim().toLowerCase();
  let count = 0;
  for (const each of documents) {
    const fits =
      (!words || each.text.includes(words)) &&
      (!rule.value || each.rules.includes(rule.value)) &&
      (!site.value || each.site === site.value) &&
      (!language.value || each.language === language.value);
    each.element.hidden = !fits;
    count += fits;
  }
  shown.textContent = `${count} of ${documents.length} shown`;
}

if (form) {
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const link of document.querySelectorAll("a[data-filter]")) {
    link.addEventListener("click", () => {
      form.reset();
      const field = form.elements[link.dataset.filter];
      if ([...field.options].some((option) => option.value === link.dataset.value)) field.value = link.dataset.value;
      apply();
    });
  }
  apply();
}
