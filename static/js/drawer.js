// The filter drawer on phones works by its address alone. With this script it also closes by the
// Escape key, gives the focus back, and the page behind it cannot be reached by Tab.
(() => {
  "use strict";
  const drawer = document.getElementById("filter");
  const opener = document.getElementById("filter-open");
  if (!drawer || !opener) return;

  const isDrawer = () => location.hash === "#filter" && getComputedStyle(drawer).position === "fixed";
  const behind = () => {
    const rest = [];
    for (let node = drawer; node !== document.body; node = node.parentElement) {
      rest.push(...[...node.parentElement.children].filter((other) => other !== node));
    }
    return rest;
  };
  let closed = [];
  const sync = () => {
    closed.forEach((element) => { element.inert = false; });
    const wasOpen = closed.length > 0;
    closed = isDrawer() ? behind() : [];
    closed.forEach((element) => { element.inert = true; });
    if (closed.length) drawer.focus();
    else if (wasOpen) opener.focus();
  };
  addEventListener("hashchange", sync);
  addEventListener("resize", () => { if (closed.length && !isDrawer()) sync(); });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && closed.length) location.hash = "results";
  });
  sync();
})();
