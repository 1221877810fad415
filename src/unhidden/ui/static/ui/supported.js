// Before the first paint: tell the stylesheets that components will be enhanced.
// A file and not an inline script, because the content security policy allows none.
const supported = "govuk-frontend-supported";
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add(supported);
  // Modules have run by then: what none of them made stays as it was without scripts.
  addEventListener("load", () => {
    const menu = document.querySelector('[data-module="govuk-service-navigation"]');
    if (menu && !menu.hasAttribute("data-govuk-service-navigation-init")) {
      document.body.classList.remove(supported);
    }
  });
}
