/* Small comforts; every page works without them. */
(function () {
  "use strict";

  // A second click sends nothing. The lock opens again when the page comes back from history.
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    const button = event.submitter;
    if (button) button.setAttribute("aria-busy", "true");
    window.setTimeout(function () { release(form); }, 15000);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(release);
  });
  function release(form) {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach(function (button) { button.removeAttribute("aria-busy"); });
  }

  // Menus close on Escape and on a click elsewhere.
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
    }
    if (event.key === "/" && !event.target.closest("input, textarea, select")) {
      const search = document.querySelector(".fx-search input");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
  });

  // Errors speak first.
  const errors = document.getElementById("errors");
  if (errors) errors.focus();

  document.addEventListener("click", function (event) {
    const printer = event.target.closest("[data-print]");
    if (printer) {
      event.preventDefault();
      window.print();
    }
    const filler = event.target.closest("[data-fill]");
    if (filler) fill(filler, event);
  });
  // Demo accounts: put name and password into the form instead of going through the address.
  function fill(filler, event) {
    const name = document.getElementById("id_username");
    const word = document.getElementById("id_password");
    if (!name || !word) return;
    event.preventDefault();
    name.value = filler.dataset.fill;
    word.value = filler.dataset.word;
    document.querySelectorAll("[data-fill]").forEach(function (other) {
      other.classList.toggle("is-here", other === filler);
    });
    word.form.querySelector("button[type=submit]").focus();
  }
})();
