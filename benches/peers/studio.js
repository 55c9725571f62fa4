// Cards in Shilu's own page: from a press until the preview is painted, and until its PNG is there. `cargo xtask bench cards`.
const until = async (isSo) => {
  const began = performance.now();
  while (!isSo()) {
    if (performance.now() - began > 60_000) throw new Error(`never came: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
const $ = (css) => document.querySelector(css);

// Presses a button; returns when the canvas was painted (its size is set when that begins, and nothing waits until it ends)
// and when the picture had its address.
const press = async (button) => {
  let [painted, shown] = [0, 0];
  const observer = new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      if (target.id === "card-canvas") painted = performance.now();
      // The picture comes into the page with its address, or gets another.
      if ([target, ...addedNodes].some(({ id }) => id === "card-picture")) shown = performance.now();
    }
  });
  observer.observe($("#studio"), { subtree: true, childList: true, attributeFilter: ["width", "src"] });
  const began = performance.now();
  button.click();
  await until(() => painted && shown > painted);
  observer.disconnect();
  return [painted - began, shown - began];
};

self.measureStudio = async (times) => {
  await until(() => document.documentElement.dataset.app === "ready");
  const first = [];
  for (const id of ["x6a1.p3.s3", "x5a1.p2.s4", "x1a1.p1.s2"]) {
    document.getElementById(id).click();
    await until(() => $("#held").textContent);
    first.push(await press($("#card-quote")));
    $("#studio").close();
    document.getElementById(id).click();
    await until(() => $("#hand").hidden);
  }
  document.getElementById("x6a1.p3.s3").click();
  await until(() => $("#held").textContent);
  await press($("#card-quote"));
  const chosen = [];
  for (let turn = 0; turn < times; turn += 1) chosen.push(await press($(turn % 2 ? "#plain" : "#column")));
  return { first, chosen };
};
