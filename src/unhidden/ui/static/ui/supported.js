// Before the first paint: tell the stylesheets that components will be enhanced.
// A file and not an inline script, because the content security policy allows none.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
