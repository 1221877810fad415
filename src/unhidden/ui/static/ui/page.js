// Every page works without this: it only makes components nicer to use.
import { initAll } from "../govuk/govuk-frontend.min.js";

initAll();

const filter = document.querySelector('[data-module="moj-filter"]');
if (filter instanceof HTMLElement) {
  import("../moj/components/filter-toggle-button/filter-toggle-button.bundle.mjs")
    .then(({ FilterToggleButton }) => new FilterToggleButton(filter, texts(filter)));
}

if (document.querySelector("[hx-get], [hx-post], [data-hx-get], [data-hx-post]")) {
  import("../htmx/htmx.esm.min.js");
}

/**
 * The words of the filter's buttons, in the language of the page.
 *
 * @param {HTMLElement} root
 */
function texts(root) {
  return {
    startHidden: false,
    toggleButton: {
      showText: root.dataset.show,
      hideText: root.dataset.hide,
      classes: "govuk-button--secondary",
    },
    closeButton: { text: root.dataset.close, classes: "moj-filter__close" },
  };
}
