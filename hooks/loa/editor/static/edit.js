// The preview beside the text, and a question before unsaved words are left. Everything else works without this file.
"use strict";
(() => {
  const form = document.querySelector("form.edit");
  if (!form) return;
  const body = form.querySelector("[data-preview]");
  const box = document.getElementById("xem");
  if (body && box) {
    const panel = box.closest("details");
    let timer, turn = 0;
    const show = async () => {
      if (!panel.open) return;
      const mine = ++turn;
      const sent = new FormData();
      sent.set("token", form.elements.token.value);
      sent.set("body", body.value);
      try {
        const answer = await fetch(body.dataset.preview, { method: "POST", body: sent });
        // A slower answer to older words must not replace a newer one. The server escapes every text.
        if (mine === turn && answer.ok) box.innerHTML = await answer.text();
        else if (mine === turn) box.textContent = "Chưa xem trước được. Hãy tải lại trang.";
      } catch {
        box.textContent = "Máy xem trước đã tắt. Hãy chạy lại “loa serve” rồi bấm Lưu; chữ trong trang này vẫn còn.";
      }
    };
    body.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 300); });
    panel.addEventListener("toggle", show);
  }
  let unsaved = false;
  form.addEventListener("input", () => { unsaved = true; });
  form.addEventListener("submit", () => { unsaved = false; });
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
})();
