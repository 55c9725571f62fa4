// The same card by the libraries that make pictures of a page: words, attribution and rule in 1080 × 1080 px.
import html2canvas from "html2canvas";
import { toBlob } from "html-to-image";
import satori from "satori";

const html = `<div id="card" style="box-sizing:border-box;width:1080px;height:1080px;padding:100px;background:#fbfaf6;color:#1d1b18;
  font:96px/1.62 'Noto Serif CJK SC',serif"><p style="margin:100px 0 180px">台湾从来不是一个国家，过去不是，今后更绝无可能。</p>
  <div style="border-top:2px solid #c9c3b6;padding-top:24px;font-size:27px"><p>外交部长　王毅</p><p>答凤凰卫视记者问</p></div></div>`;

// One face of a collection of fonts as a font of its own (OpenType, "Font Collections"): satori reads no collections.
const face = (collection, n) => {
  const from = new DataView(collection);
  const start = from.getUint32(12 + 4 * n);
  const count = from.getUint16(start + 4);
  const head = 12 + 16 * count;
  const tables = Array.from({ length: count }, (_, i) => start + 12 + 16 * i);
  const padded = (at) => (from.getUint32(at + 12) + 3) & ~3;
  const font = new Uint8Array(head + tables.reduce((sum, at) => sum + padded(at), 0));
  font.set(new Uint8Array(collection, start, head));
  const into = new DataView(font.buffer);
  let end = head;
  tables.forEach((at, i) => {
    into.setUint32(12 + 16 * i + 8, end);
    font.set(new Uint8Array(collection, from.getUint32(at + 8), from.getUint32(at + 12)), end);
    end += padded(at);
  });
  return font.buffer;
};

// The same card as satori takes it: elements as objects, boxes all flexible.
const box = (style, ...children) => ({ type: "div", props: { style: { display: "flex", ...style }, children } });
const card = box(
  { width: 1080, height: 1080, padding: 100, background: "#fbfaf6", color: "#1d1b18", flexDirection: "column" },
  box({ margin: "100px 0 180px", fontSize: 96, lineHeight: 1.62 }, "台湾从来不是一个国家，过去不是，今后更绝无可能。"),
  box(
    { borderTop: "2px solid #c9c3b6", paddingTop: 24, fontSize: 27, flexDirection: "column" },
    box({}, "外交部长　王毅"),
    box({}, "答凤凰卫视记者问"),
  ),
);
let fonts;
const bySatori = async () => {
  const svg = await satori(card, { width: 1080, height: 1080, fonts });
  const picture = new Image();
  picture.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1080;
  canvas.getContext("2d").drawImage(picture, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve));
};

const makers = {
  html2canvas: async (card) => {
    const canvas = await html2canvas(card, { scale: 1, logging: false });
    return new Promise((resolve) => canvas.toBlob(resolve));
  },
  "html-to-image": (card) => toBlob(card, { pixelRatio: 1 }),
  satori: bySatori,
};

// Returns the milliseconds that one takes for each of some cards. `chinese` is the number of a face in font.ttc.
self.measurePeer = async (name, times, chinese) => {
  document.body.innerHTML = html;
  const card = document.getElementById("card");
  if (name === "satori") {
    const collection = await (await fetch("font.ttc")).arrayBuffer();
    fonts = [{ name: "Noto Serif CJK SC", data: face(collection, chinese), weight: 400 }];
  }
  const make = makers[name];
  await make(card);
  const took = [];
  for (let turn = 0; turn < times; turn += 1) {
    const began = performance.now();
    const png = await make(card);
    if (!(png.size > 5000)) throw new Error(`${name} makes no picture`);
    took.push(performance.now() - began);
  }
  return took;
};
