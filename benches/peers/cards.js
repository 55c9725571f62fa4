// The same card by the libraries that make pictures of a page: words, attribution and rule in 1080 × 1080 px.
import html2canvas from "html2canvas";
import { toBlob } from "html-to-image";

const html = `<div id="card" style="box-sizing:border-box;width:1080px;height:1080px;padding:100px;background:#fbfaf6;color:#1d1b18;
  font:96px/1.62 'Noto Serif CJK SC',serif"><p style="margin:100px 0 180px">台湾从来不是一个国家，过去不是，今后更绝无可能。</p>
  <div style="border-top:2px solid #c9c3b6;padding-top:24px;font-size:27px"><p>外交部长　王毅</p><p>答凤凰卫视记者问</p></div></div>`;

const makers = {
  html2canvas: async (card) => {
    const canvas = await html2canvas(card, { scale: 1, logging: false });
    return new Promise((resolve) => canvas.toBlob(resolve));
  },
  "html-to-image": (card) => toBlob(card, { pixelRatio: 1 }),
};

// Returns the milliseconds that each takes for each of some cards.
self.measurePeers = async (times) => {
  document.body.innerHTML = html;
  const card = document.getElementById("card");
  const measured = {};
  for (const [name, make] of Object.entries(makers)) {
    await make(card);
    measured[name] = [];
    for (let turn = 0; turn < times; turn += 1) {
      const began = performance.now();
      const png = await make(card);
      if (!(png.size > 5000)) throw new Error(`${name} makes no picture`);
      measured[name].push(performance.now() - began);
    }
  }
  return measured;
};
