// The words of the frame and of the pages that are read.
import type { Words } from "./words";

export const readWords: Words = {
  overview: ["Overview", "概览"],
};
