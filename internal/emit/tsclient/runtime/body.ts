/** The text of a response, or undefined where it has more than `most` bytes: the rest is not read then. */
export async function textOfBody(response: Response, most: number): Promise<string | undefined> {
  if (!response.body) {
    const text = await response.text(); // some platforms have no streams
    return new TextEncoder().encode(text).length > most ? undefined : text;
  }
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  while (true) {
    const { done, value } = await reader.read();
    if (done) {
      return text + decoder.decode();
    }
    bytes += value.length;
    if (bytes > most) {
      reader.cancel().catch(() => {}); // nobody waits for it
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}
