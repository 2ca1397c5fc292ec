/* Applies the remembered theme before the page is painted. Loaded in the head, without defer. */
(function () {
  "use strict";
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") {
      document.documentElement.setAttribute("data-theme", theme);
    }
  } catch (error) { /* storage is closed: the system's preference stands */ }
})();
