/**
 * Words (clients, scopes, groups) by the places that name them. Two words that the same places name can't be told apart
 * by what stands there: whoever has the one is let in where whoever has the other is.
 */
export class EquivalentNames {
  private readonly places = new Map<string, Set<string>>();
  private readonly texts = new Map<string, string>();

  /** `text`: for people, where the word itself isn't. */
  add(word: string, place: string, text?: string): void {
    const known = this.places.get(word);
    if (known) known.add(place);
    else this.places.set(word, new Set([place]));
    if (text !== undefined) this.texts.set(word, text);
  }

  /** One of each sort, in the order in which they were named; `others`: how many are like it. */
  sorts(): readonly { readonly word: string; readonly text: string; readonly others: number }[] {
    const found = new Map<string, { readonly word: string; readonly text: string; others: number }>();
    for (const [word, places] of this.places) {
      const key = [...places].sort().join("\n");
      const known = found.get(key);
      if (known) known.others++;
      else found.set(key, { word, text: this.texts.get(word) ?? word, others: 0 });
    }
    return [...found.values()];
  }
}

/** `web`, or with those that are like it `web (or 3 more)`. */
export function withCount({ text, others }: { readonly text: string; readonly others: number }): string {
  return others === 0 ? text : `${text} (or ${others} more)`;
}
