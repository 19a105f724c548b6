// Finds a place by typing: names of today and former ones, without tone marks.
// Nothing typed is sent or stored: shards are files of this site, also on a USB stick.
(function () {
  "use strict";
  var box = document.getElementById("q");
  if (!box) return;
  function byId(id) { return document.getElementById(id); }
  var field = byId("k"), list = byId("r"), status = byId("c");
  var prefixes = box.getAttribute("data-p").split(" "), shards = {};
  box.hidden = false;
  function fold(text) {
    return text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "")
      .replace(/[^a-z0-9]+/g, " ").trim();
  }
  var KIND = /^(xa|phuong|thi tran|thi xa|huyen|quan|tinh|thanh pho|dac khu|tp|tt|tx|[hqpx])( ?(?=\d)| (?=.))/;
  function key(text) { return fold(text).replace(KIND, "").replace(/ /g, ""); }
  window.loaPlaces = function (prefix, text) { shards[prefix] = text ? text.split("\n") : []; show(); };
  function load(prefix) {
    if (shards[prefix]) return true;
    if (prefix in shards) return;
    shards[prefix] = null;
    var script = document.createElement("script");
    script.src = box.getAttribute("data-i") + prefix + ".js";
    document.head.appendChild(script);
  }
  function row(parts, name) {
    var item = document.createElement("li"), link = document.createElement("a");
    link.href = parts[0] + ".html";
    link.lang = "vi";
    link.textContent = parts[1] + (parts[2] ? ", " + parts[2] : "");
    item.appendChild(link);
    if (name !== parts[1]) {
      var note = document.createElement("small");
      note.textContent = " (" + box.getAttribute("data-o") + " " + name + ")";
      item.appendChild(note);
    }
    list.appendChild(item);
  }
  function show() {
    // Read with and without a kind of unit before it: "xa bang" may be Xã Bang… or Xà Bang.
    var typed = [key(field.value), fold(field.value).replace(/ /g, "")], seen = {}, found = [], waiting = false, known = false;
    list.textContent = status.textContent = "";
    if (!typed[0]) return;
    typed.forEach(function (word) {
      prefixes.forEach(function (prefix) {
        if (!prefix || word.indexOf(prefix)) return;
        known = true;
        if (!load(prefix)) { waiting = true; return; }
        shards[prefix].forEach(function (line) {
          var parts = line.split("|");
          [parts[1]].concat(parts.slice(3)).forEach(function (name) {
            var own = key(name);
            if (own.indexOf(word) || seen[parts[0]]) return;
            found.push(seen[parts[0]] = [own === word ? 0 : name === parts[1] ? 1 : 2, own, parts, name]);
          });
        });
      });
    });
    found.sort(function (a, b) { return a[0] - b[0] || (a[1] < b[1] ? -1 : 1); });
    found.slice(0, 30).forEach(function (hit) { row(hit[2], hit[3]); });
    if (found.length) status.textContent = box.getAttribute("data-f") + " " + found.length;
    else if (!waiting) status.textContent = box.getAttribute(known ? "data-n" : "data-m");
  }
  field.addEventListener("input", show);
  field.value = "";
})();
