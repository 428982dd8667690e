/* What is typed is kept in this browser until it is sent: <form data-draft="case-17-facts" [data-draft-url="…"]>.
   A sent draft is dropped only when the next page proves that it arrived, so an expired session loses nothing. */
(function () {
  "use strict";
  const user = document.body.dataset.user;
  const PREFIX = "flex-draft:";
  const SENT = "flex-sent";
  const WEEK = 7 * 24 * 3600 * 1000;
  if (!user || !storageWorks()) return;

  const forms = Array.from(document.querySelectorAll('form[data-draft]:not([data-draft=""])'));
  dropArrived();
  dropOld();
  forms.forEach(watch);

  function storageWorks() {
    try {
      localStorage.setItem(PREFIX, "");
      localStorage.removeItem(PREFIX);
      return true;
    } catch (error) {
      return false;
    }
  }

  function keyOf(form) { return PREFIX + user + ":" + form.dataset.draft; }

  // The page after a send. A failure page proves nothing yet; the same form proves it only beside a message that it is done.
  function dropArrived() {
    const sent = sessionStorage.getItem(SENT);
    if (!sent || document.querySelector("[data-not-saved]")) return;
    sessionStorage.removeItem(SENT);
    const isBack = forms.some(function (form) { return keyOf(form) === sent; });
    if (!isBack || document.querySelector("#messages .fx-banner--green")) localStorage.removeItem(sent);
  }

  function dropOld() {
    Object.keys(localStorage).filter(function (key) { return key.startsWith(PREFIX); }).forEach(function (key) {
      const draft = read(key);
      if (!draft || Date.now() - draft.at > WEEK) localStorage.removeItem(key);
    });
  }

  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch (error) {
      return null;
    }
  }

  function fields(form) {
    return Array.from(form.elements).filter(function (field) {
      return field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type);
    });
  }

  function values(form) {
    const kept = {};
    fields(form).forEach(function (field) {
      const isBox = field.type === "radio" || field.type === "checkbox";
      if (!isBox) kept[field.name] = [field.value];
      else if (field.checked) (kept[field.name] = kept[field.name] || []).push(field.value);
    });
    return kept;
  }

  function put(form, kept) {
    fields(form).forEach(function (field) {
      const list = kept[field.name] || [];
      if (field.type === "radio" || field.type === "checkbox") field.checked = list.includes(field.value);
      else if (list.length) field.value = list[0];
    });
  }

  function watch(form) {
    const key = keyOf(form);
    const onPage = JSON.stringify(values(form));
    const draft = read(key);
    if (draft && JSON.stringify(draft.values) !== onPage && !document.getElementById("errors")) {
      const before = values(form);
      put(form, draft.values);
      offerUndo(form, key, before, draft.at);
    }
    let timer = 0;
    let asked = null;
    const later = function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(function () {
        keep(form, key);
        asked = new AbortController();
        send(form, asked.signal);
      }, 600);
    };
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    // A draft that reached the server after the form itself would come back on the next form of that page.
    form.addEventListener("submit", function () {
      window.clearTimeout(timer);
      if (asked) asked.abort();
      keep(form, key);
      sessionStorage.setItem(SENT, key);
    });
  }

  function keep(form, key) {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: values(form) }));
  }

  function send(form, signal) {
    const url = form.dataset.draftUrl;
    if (!url) return say(form, true);
    fetch(url, { method: "POST", body: words(form), headers: { "X-Draft": "1" }, signal: signal })
      .then(function (answer) { say(form, answer.ok && !answer.redirected); })
      .catch(function (error) { if (error.name !== "AbortError") say(form, false); });
  }

  // Files wait for the real send.
  function words(form) {
    const data = new FormData(form);
    Array.from(form.elements).forEach(function (field) {
      if (field.type === "file" || field.type === "password") data.delete(field.name);
    });
    data.set("draft_title", document.title);
    return data;
  }

  function clock(at) { return new Date(at).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false }); }

  function say(form, arrived) {
    const note = form.querySelector("[data-draft-status]");
    if (note) note.textContent = arrived ? "草稿已于" + clock(Date.now()) + "保存" : "网络不通，内容已保存在本机";
  }

  function offerUndo(form, key, before, at) {
    const box = document.createElement("div");
    box.className = "fx-banner fx-banner--blue";
    box.setAttribute("role", "status");
    const icon = document.createElement("i");
    icon.className = "ti ti-device-floppy";
    icon.setAttribute("aria-hidden", "true");
    const words = document.createElement("div");
    words.innerHTML = "<strong></strong><p>这些内容还没有提交。请核对后提交，或者放弃草稿。</p>";
    words.firstChild.textContent = "已填回" + clock(at) + "的草稿";
    const undo = document.createElement("button");
    undo.type = "button";
    undo.className = "btn btn-sm";
    undo.textContent = "放弃草稿";
    undo.addEventListener("click", function () {
      put(form, before);
      localStorage.removeItem(key);
      box.remove();
    });
    box.append(icon, words, undo);
    form.prepend(box);
  }
})();
