// A sentence looked for in all texts by diff-match-patch: where it is most alike, and whether it is alike enough.
import DiffMatchPatch from "diff-match-patch";

self.measureDiff = async (sentence) => {
  const texts = await (await fetch("texts.json")).json();
  const matcher = new DiffMatchPatch();
  // Anywhere in the text; one error in five characters at most.
  matcher.Match_Distance = 1_000_000;
  matcher.Match_Threshold = 0.2;
  // It can hold no more than 32 characters.
  const pattern = sentence.slice(0, matcher.Match_MaxBits);
  let found = 0;
  const began = performance.now();
  for (const text of texts) if (matcher.match_main(text, pattern, 0) >= 0) found += 1;
  return { took: performance.now() - began, found };
};
