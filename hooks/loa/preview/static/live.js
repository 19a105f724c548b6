// Loads the page again when its content has changed, and stays where the reader was.
"use strict";
(async () => {
  const key = "loa-xem-truoc:" + location.pathname;
  const kept = sessionStorage.getItem(key);
  const faults = document.querySelector(".loa-live-faults");
  history.scrollRestoration = "manual";
  scrollTo(0, faults ? 0 : Number(kept));
  sessionStorage.removeItem(key);
  const have = document.querySelector("script[data-epoch]").dataset.epoch;
  for (;;) {
    try {
      const answer = await fetch("/-/doi?co=" + have);
      if (answer.ok && (await answer.text()) !== have) break;
    } catch {
      await new Promise((done) => setTimeout(done, 1000)); // the server is being started again
    }
  }
  sessionStorage.setItem(key, String(scrollY));
  location.reload();
})();
