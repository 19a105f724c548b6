// Quick exit, the one component of all help pages: replaces the page in the history, by the link or by Shift three
// times. Without scripts the link is a link. The directory puts this file inside its pages (without these lines).
// Words for screen readers come from the link: data-leaving, data-two, data-one; data-two-lang where they are in another
// language than the page.
// With <body data-replace> links to our own pages replace their entry too, so that the history keeps one page of ours.
(function () {
  "use strict";
  var link = document.getElementById("loa-exit");
  if (!link) return;
  var status = document.createElement("p"), presses = [];
  status.setAttribute("role", "status");
  status.style.cssText = "position:absolute;left:-99em";
  document.body.appendChild(status);
  function say(name) {
    status.lang = link.getAttribute("data-" + name + "-lang") || document.documentElement.lang;
    status.textContent = link.getAttribute("data-" + name) || "";
  }
  function leave(event) {
    if (event) event.preventDefault();
    var cover = document.createElement("div");
    cover.style.cssText = "position:fixed;top:0;left:0;width:100%;height:100%;background:#fff;z-index:99";
    document.body.appendChild(cover);
    document.title = "";
    say("leaving");
    location.replace(link.href);
  }
  link.addEventListener("click", leave);
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift") { presses = []; say(""); return; }
    var now = Date.now();
    presses = presses.filter(function (then) { return now - then < 5000; });
    presses.push(now);
    if (presses.length > 2) leave();
    else say(presses.length > 1 ? "one" : "two");
  });
  if (document.body.hasAttribute("data-replace")) document.addEventListener("click", function (event) {
    var target = event.target;
    while (target && target.nodeName !== "A") target = target.parentNode;
    if (!target || target === link || event.defaultPrevented || event.button) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || target.host !== location.host) return;
    if (target.protocol !== location.protocol) return;
    event.preventDefault();
    location.replace(target.href);
  });
})();
