// The program in a worker: it waits for the compiled program, and starts it. Its address says which glue belongs to it.
onmessage = async ({ data: module }) => {
  onmessage = null;
  try {
    const { initSync } = await import(new URL(decodeURIComponent(location.search.slice(1)), location));
    initSync({ module });
  } catch (error) {
    reportError(error);
  }
};
