// Finds words in the texts of one language. The same files serve the web and a USB stick (render/search/index.py).
// What is typed is not sent, not stored and not in the address; only parts of the index are loaded, as scripts.
(function () {
  "use strict";
  var box = document.getElementById("loa-search");
  if (!box) return;
  var data = JSON.parse(box.getAttribute("data-search"));
  var field = box.querySelector("input"), list = box.querySelector("ol"), status = box.querySelector("[role=status]");
  var more = box.querySelector("button[hidden]"), parts = {}, shown = 10, goOn = -1, timer = 0, said = "";

  // --- folding, as loa.model.folding does it ---
  var SIGNS = "\u17b4-\u17d3\u17dd\uaa29-\uaa36\uaa43\uaa4c\uaa4d\uaab0\uaab2-\uaab4\uaab7\uaab8\uaabe\uaabf\uaac1";
  var CLUSTER = new RegExp("[^" + SIGNS + "](?:\u17d2[\u1780-\u17b3]|[" + SIGNS + "])*", "g");
  var RUN = /[0-9a-z]+|[\u1780-\u17d3\u17d7\u17dc\u17dd\uaa00-\uaa4d\uaa80-\uaadd\u3400-\u9fff\uf900-\ufaff]+/g;
  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/\u0111/g, "d").replace(/\u0180/g, "b")
      .replace(/[\u00ad\u200b-\u200d\u2060]/g, "")
      .replace(/[\u17e0-\u17e9\uaa50-\uaa59]/g, function (c) { return c.charCodeAt(0) & 15; })
      .replace(/[\u0300-\u036f]/g, "");
  }
  function ascii(word) { return /^[0-9a-z]+$/.test(word); }
  function words(text) {
    var found = [], digits = [], end = -1, run;
    function close() {
      var joined = digits.join("");
      found = found.concat(digits.length > 1 && joined.length > 7 && joined.length < 12 ? [joined] : digits);
      digits = [];
    }
    text = plain(text);
    RUN.lastIndex = 0;
    while ((run = RUN.exec(text))) {
      var word = run[0], number = /^[0-9]+$/.test(word);
      if (!(number && run.index === end + 1 && /[ \u00a0\u202f.\/-]/.test(text.charAt(end)))) close();
      end = run.index + word.length;
      if (number) digits.push(word);
      else if (ascii(word)) found.push(word);
      else {
        var clusters = word.match(CLUSTER) || [];
        if (clusters.length === 1) found.push(clusters[0]);
        for (var i = 1; i < clusters.length; i++) found.push(clusters[i - 1] + clusters[i]);
      }
    }
    close();
    return found;
  }
  window.loaWords = words;

  // --- loading ---
  window.loaFound = function (name, part) { parts[name] = part; };
  function load(name) {
    if (name in parts) return parts[name];
    parts[name] = null;
    var script = document.createElement("script");
    script.src = data.folder + data.version + "-" + name + ".js";
    script.onload = show;
    script.onerror = function () { delete parts[name]; say(data.failed); };
    document.head.appendChild(script);
    return null;
  }

  // --- matching ---
  function range(word) {
    var low = 0, high = data.starts.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (data.starts[middle] <= word) low = middle + 1; else high = middle;
    }
    return Math.max(low - 1, 0);
  }
  // Points by record for one word: in the title 9, in the summary 3, in the text 1; half for its beginning alone.
  function lookUp(word, open) {
    var found = { points: {}, cut: false, waiting: false }, first = range(word);
    var last = open ? Math.min(range(word + "\uffff"), first + 1) : first;
    for (var i = first; i <= last; i++) {
      var part = load("t" + i);
      if (!part) { found.waiting = true; continue; }
      for (var key in part) {
        if (key === word) add(part[key], 2); else if (open && key.indexOf(word) === 0) add(part[key], 1);
      }
    }
    function add(text, factor) {
      if (text.charAt(0) === "+") { found.cut = true; text = text.slice(1); }
      text.split(";").forEach(function (numbers, weight) {
        var at = 0;
        if (numbers) numbers.split(",").forEach(function (step) {
          at += parseInt(step, 36);
          found.points[at] = Math.max(found.points[at] || 0, [9, 3, 1][weight] * factor);
        });
      });
    }
    return found;
  }
  function match(typed) {
    // Having more of the words counts before where they stand: a common word has not thrown out those without it.
    var waiting = false, every = null, points = {}, MORE = 1000;
    function more(found, factor, bonus) {
      for (var at in found.points) points[at] = (points[at] || 0) + found.points[at] * factor + bonus;
    }
    typed.forEach(function (word, i) {
      // The last word may not be typed to its end; of another script, one cluster begins a pair. A letter typed
      // after other words counts only as the beginning of a pair: half the alphabet would have to be loaded.
      var end = i === typed.length - 1, begun = end && i && /^[a-z]$/.test(word);
      if (!begun) {
        var found = lookUp(word, end && word.length > 1 || !ascii(word));
        waiting = waiting || found.waiting;
        more(found, 1, MORE);
        if (!found.cut) {
          for (var at in every || {}) if (!found.points[at]) delete every[at];
          every = every || Object.assign({}, found.points);
        }
      }
      if (i && ascii(word) && ascii(typed[i - 1])) {
        var pair = lookUp(typed[i - 1] + word, end);
        waiting = waiting || pair.waiting;
        more(pair, 2, 0);
      }
    });
    var hits = Object.keys(every || points);
    hits.sort(function (a, b) { return points[b] - points[a] || a - b; });
    return { waiting: waiting, hits: hits };
  }

  // --- showing ---
  // A text of the page's language, or of the one that it names (data: [text, lang]).
  function speak(node, text, lang) {
    node.textContent = text;
    if (lang) node.lang = lang; else node.removeAttribute("lang");
    return node;
  }
  function say(words, count) {
    var text = words[0].replace("{count}", count);
    if (said !== text) speak(status, said = text, words[1]);
  }
  function row(record) {
    var item = document.createElement("li"), link = document.createElement("a"), kind = data.kinds[record[3]];
    link.href = data.root + record[0];
    link.textContent = record[1];
    item.appendChild(link);
    if (record[2]) item.appendChild(document.createElement("p")).textContent = record[2];
    if (kind) speak(item.appendChild(document.createElement("small")), kind[0], kind[1]);
    return item;
  }
  function show() {
    var typed = words(field.value), found = match(typed), waiting = found.waiting;
    var hits = found.hits.slice(0, shown), rows = [];
    if (!waiting) hits.forEach(function (at) {
      var block = load("r" + Math.floor(at / data.block));
      if (block) rows.push(row(block[at % data.block])); else waiting = true;
    });
    if (waiting) { say(data.loading); return; }
    list.textContent = "";
    rows.forEach(function (item) { list.appendChild(item); });
    more.hidden = found.hits.length <= shown;
    // The button may be gone: go on reading where the new ones begin.
    if (goOn >= 0 && list.children[goOn]) list.children[goOn].firstChild.focus();
    goOn = -1;
    if (!typed.length) say([""]); else if (rows.length) say(data.found, found.hits.length); else say(data.none);
  }
  function search() { clearTimeout(timer); shown = 10; show(); }

  box.hidden = false;
  field.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(search, 250); });
  box.querySelector("form").addEventListener("submit", function (event) { event.preventDefault(); search(); });
  more.addEventListener("click", function () {
    goOn = shown;
    shown += 10;
    show();
  });
  field.value = "";
})();
