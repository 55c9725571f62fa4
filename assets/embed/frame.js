// For pages with frames of ours: <iframe data-shilu src="…/embed.html#exchange=2"></iframe> is made as high as what it
// shows. Believes only its own frames, only numbers, and no number that is not a height.
addEventListener("message", ({ data, source }) => {
  if (data?.shilu !== 1) return;
  const frame = [...document.querySelectorAll("iframe[data-shilu]")].find((one) => one.contentWindow === source);
  if (!frame) return;
  if (data.type === "height" && Number.isFinite(data.height)) {
    const height = Math.min(Math.max(Math.ceil(data.height), 80), 20000);
    if (Math.abs(height - frame.clientHeight) > 2) frame.style.height = `${height}px`;
  }
  // Only while the reader is at work in it.
  if (data.type === "reveal" && Number.isFinite(data.top) && document.activeElement === frame) {
    const top = Math.min(Math.max(data.top, 0), frame.clientHeight);
    scrollBy(0, frame.getBoundingClientRect().top + top - innerHeight / 5);
  }
});
