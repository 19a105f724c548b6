// Quick exit: replaces the page in the history, by the link or by Shift three times. Without scripts the link is a link.
(function () {
  "use strict";
  var link = document.getElementById("loa-exit");
  if (!link) return;
  function leave(event) {
    if (event) event.preventDefault();
    document.documentElement.style.visibility = "hidden";
    location.replace(link.href);
  }
  link.addEventListener("click", leave);
  var presses = [];
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift") { presses = []; return; }
    var now = Date.now();
    presses = presses.filter(function (then) { return now - then < 5000; });
    presses.push(now);
    if (presses.length === 3) leave();
  });
})();
