// Stands before the program, in the page and in its worker: tells, when asked, how many bytes WebAssembly holds there.
// `measureUserAgentSpecificMemory` leaves them out.
{
  const channel = new BroadcastChannel("memory");
  const watch = ({ exports }) => {
    const memory = Object.values(exports).find((one) => one instanceof WebAssembly.Memory);
    channel.addEventListener("message", ({ data }) => data === "?" && channel.postMessage(memory.buffer.byteLength));
  };
  const { Instance, instantiate } = WebAssembly;
  // A proxy: what WebAssembly makes by itself must still be an instance of it.
  WebAssembly.Instance = new Proxy(Instance, {
    construct: (...what) => {
      const made = Reflect.construct(...what);
      watch(made);
      return made;
    },
  });
  WebAssembly.instantiate = async (...what) => {
    const made = await instantiate(...what);
    watch(made.instance ?? made);
    return made;
  };
}
