/** One guess about where a problem belongs, with the words that led there. */
export interface Guess {
  /** A matter's code. */
  readonly matter: string
  /** From 0 to 1. */
  readonly confidence: number
  readonly because: readonly string[]
}

export interface Classification {
  /** Absent when the honest answer is "unknown". */
  readonly best?: Guess
  readonly alternatives: readonly Guess[]
}

/** What a person's own words already say, so that only the rest is asked. */
export interface Extraction {
  readonly place?: string
  readonly since?: string
  readonly wanted?: string
  readonly urgent?: boolean
  /** Words that name a danger to life: the emergency numbers are given at once. */
  readonly danger?: boolean
  /** The words that name it, where a model says which. */
  readonly dangerSaid?: string
  /**
   * What it plainly is where it reports nothing that is wrong: `help` is asked for by somebody in need, or a `suggestion`
   * is made of what is not there yet, of which nobody can say since when. Whatever accuses is neither.
   */
  readonly kind?: 'help' | 'suggestion'
  /** Who is complained about, as named ("石桥村村干部", "王主任"). Only with words that accuse: who is asked for help is not. */
  readonly against?: readonly string[]
}

/** Understands a letter, with a model or without; it proposes and never decides. */
export interface Assistant {
  classify(text: string): Promise<Classification>
  extract(text: string): Promise<Extraction>
  /**
   * Asks whoever may know better, and returns at once: nobody waits for it. `better` is called for each part that was
   * answered, once, later or never. Absent where nobody else is asked.
   */
  improve?(text: string, better: (found: Better) => Promise<void>): void
}

/** One part of what somebody found who may know better. */
export type Better =
  /** What then stands above `classify`. */
  | { readonly classification: Classification }
  /** What they alone found, in words of the text. */
  | { readonly extraction: Extraction }
