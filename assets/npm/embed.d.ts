/** What `<shilu-transcript>` understands. All attributes are live. */
export interface ShiluTranscriptAttributes {
  /** The address of the transcript: text, Markdown, HTML, subtitles or .docx. */
  src: string;
  /** The number of the one exchange to show. */
  exchange?: string;
  /** Words to mark; they must stand in the transcript, in one place. */
  quote?: string;
  /** The interface's language; without it, that of the page around. */
  lang?: "zh-Hans" | "zh-Hant" | "en" | string;
  theme?: "auto" | "light" | "dark";
  /** Parts to leave out, separated by spaces: search, outline, masthead, topics, link. */
  hide?: string;
  /** The address of a Shilu page; links lead there. Empty for none. */
  home?: string;
}

/** The reader went to a place of the text. */
export type ShiluNavigateEvent = CustomEvent<{ id: string; exchange: number | null }>;

/** The reader took words into hand: character for character, with who said them. */
export type ShiluQuoteEvent = CustomEvent<{
  id: string;
  exact: string;
  attribution: string;
  link: string | null;
}>;

/** Something the page asked for failed. What stands between the tags is shown where nothing else can be. */
export type ShiluErrorEvent = CustomEvent<{
  kind: "source" | "unreadable" | "program" | "exchange" | "quote";
  message: string;
}>;

declare global {
  interface HTMLElementTagNameMap {
    "shilu-transcript": HTMLElement;
  }
  interface HTMLElementEventMap {
    "shilu-navigate": ShiluNavigateEvent;
    "shilu-quote": ShiluQuoteEvent;
    "shilu-error": ShiluErrorEvent;
  }
}
