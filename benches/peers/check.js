// The check in Shilu's own page: posts of 2,000 characters against a whole corpus. `cargo xtask bench check` runs it, after
// watch.js.
const LENGTH = 2000;

self.measureCheck = async () => {
  await until(() => document.documentElement.dataset.app === "ready");
  const texts = await (await fetch("peers/texts.json")).json();
  await drop(texts);
  // Sentences of many conferences, as they stand, and with a character of each changed.
  const sentences = texts.flatMap((text, n) => (n % 37 ? [] : (text.match(/[^\n。]{18,60}。/g) ?? []).slice(3, 5)));
  const verbatim = sentences.join("").slice(0, LENGTH);
  const altered = sentences.map((one) => one.slice(0, 9) + "某" + one.slice(10)).join("").slice(0, LENGTH);
  $("#quotes").click();
  $("#open-check").click();
  const measured = {};
  // One that others can hold as well: diff.js is given the same.
  const short = sentences.find((one) => one.length > 24 && one.length <= 32);
  const one = short.slice(0, 9) + "某" + short.slice(10);
  measured.one = one;
  // The first reads the letters of everything, once.
  for (const [name, post] of [["first", verbatim], ["verbatim", verbatim], ["altered", altered], ["sentence", one]]) {
    answers.length = 0;
    $("#pasted").value = post;
    $("#checking .scope button:last-child").click();
    $("#check").click();
    await until(() => took(QUOTES) !== undefined);
    measured[name] = took(QUOTES);
    await until(() => document.querySelectorAll("#passages > li").length);
    measured[`${name} passages`] = document.querySelectorAll("#passages > li").length;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return measured;
};
