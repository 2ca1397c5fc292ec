/* Comfort only; every page works without this file. */
(function () {
  "use strict";
  var root = document.documentElement;

  function all(selector, scope) {
    return Array.prototype.slice.call((scope || document).querySelectorAll(selector));
  }

  /* Theme: "system", "light" or "dark". */
  function storedTheme() {
    try { return localStorage.getItem("theme") || "system"; } catch (error) { return "system"; }
  }

  function showTheme(theme) {
    if (theme === "system") { root.removeAttribute("data-theme"); } else { root.setAttribute("data-theme", theme); }
    all("[data-theme-choice]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme));
    });
  }

  function chooseTheme(theme) {
    try {
      if (theme === "system") { localStorage.removeItem("theme"); } else { localStorage.setItem("theme", theme); }
    } catch (error) { /* not remembered, still shown */ }
    showTheme(theme);
  }

  /* Drawer: without script the link's target opens it. */
  var drawer = document.getElementById("side-nav");
  var toggle = document.querySelector(".nav-toggle");

  function setDrawer(open) {
    drawer.classList.toggle("open", open);
    toggle.setAttribute("aria-expanded", String(open));
    var first = open && drawer.querySelector("a");
    if (first) { first.focus(); } else { toggle.focus(); }
  }

  function isDrawerOpen() { return Boolean(drawer) && drawer.classList.contains("open"); }

  function trapFocus(event) {
    var links = all("a[href], button", drawer);
    var edge = event.shiftKey ? links[0] : links[links.length - 1];
    if (document.activeElement === edge) {
      event.preventDefault();
      links[event.shiftKey ? links.length - 1 : 0].focus();
    }
  }

  if (drawer && toggle) {
    toggle.setAttribute("role", "button");
    toggle.setAttribute("aria-expanded", "false");
    toggle.setAttribute("aria-controls", "side-nav");
    toggle.addEventListener("click", function (event) { event.preventDefault(); setDrawer(!isDrawerOpen()); });
    toggle.addEventListener("keydown", function (event) {
      if (event.key === " ") { event.preventDefault(); setDrawer(!isDrawerOpen()); }
    });
    all("[data-drawer-close]").forEach(function (link) {
      link.addEventListener("click", function (event) { event.preventDefault(); setDrawer(false); });
    });
  }

  /* Menus close on Escape and on a click elsewhere. */
  document.addEventListener("click", function (event) {
    all("details.menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) { menu.open = false; }
    });
    var choice = event.target.closest("[data-theme-choice]");
    if (choice) { chooseTheme(choice.dataset.themeChoice); }
    if (event.target.closest("[data-print]")) { window.print(); }
  });

  /* "/" leads to the search field, unless something is being typed. */
  document.addEventListener("keydown", function (event) {
    var typing = event.target.closest && event.target.closest("input, select, textarea, [contenteditable]");
    var field = document.querySelector("[data-search-key]");
    if (event.key !== "/" || typing || !field || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (!field.getClientRects().length) { return; }
    event.preventDefault();
    field.focus();
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Tab" && isDrawerOpen()) { trapFocus(event); }
    if (event.key !== "Escape") { return; }
    if (isDrawerOpen()) { setDrawer(false); }
    all("details.menu[open]").forEach(function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  /* A form or button with data-confirm asks first; one that is long in answering is sent only once. */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    var asker = event.submitter && event.submitter.dataset.confirm ? event.submitter : form;
    if (asker.dataset.confirm && !window.confirm(asker.dataset.confirm)) {
      event.preventDefault();
      return;
    }
    if (form.hasAttribute("data-once")) {
      if (form.dataset.sent) { event.preventDefault(); }
      form.dataset.sent = "yes";
    }
  });

  /* A select with data-autosubmit sends its form. */
  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-autosubmit]")) { event.target.form.submit(); }
  });

  /* Tables: say so when there is more to the right. */
  function measure(wrap) {
    wrap.classList.remove("fits", "scrolls");
    var wide = wrap.scrollWidth > wrap.clientWidth + 1;
    var cards = wrap.classList.contains("cards") && window.innerWidth < 600;
    wrap.classList.toggle("scrolls", wide && !cards);
    wrap.classList.toggle("fits", !wide);
    wrap.classList.toggle("more", wide && wrap.scrollLeft + wrap.clientWidth < wrap.scrollWidth - 1);
    var hint = wrap.previousElementSibling;
    if (hint && hint.classList.contains("scroll-hint")) { hint.hidden = !wide || cards; }
  }

  function measureTables() { all(".table-wrap").forEach(measure); }

  function start(scope) {
    all("[data-script-only]", scope).forEach(function (element) { element.hidden = false; });
    showTheme(storedTheme());
    measureTables();
  }

  document.addEventListener("scroll", function (event) {
    var wrap = event.target;
    if (wrap.classList && wrap.classList.contains("table-wrap")) {
      wrap.classList.toggle("more", wrap.scrollLeft + wrap.clientWidth < wrap.scrollWidth - 1);
    }
  }, true);

  /* On paper every folded table is open. */
  window.addEventListener("beforeprint", function () {
    all("details.disclosure").forEach(function (element) { element.open = true; });
  });
  window.addEventListener("resize", measureTables);
  document.addEventListener("htmx:afterSwap", function (event) { start(event.target); });
  start(document);
})();
