/** The environment as it was when it was read; a variable that is not set is absent. */
export type Environment = Readonly<Partial<Record<string, string>>>;

/** Takes a frozen copy. Called once, by an app's `main.ts`; nothing else looks at the environment. */
export function readEnvironment(variables: Environment = process.env): Environment {
  return Object.freeze({ ...variables });
}
