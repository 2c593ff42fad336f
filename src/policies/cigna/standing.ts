/** What the documents of Cigna say alike, in one wording: an answer under two of them says it once (policies.md CR-10). */
export const planFirst = 'The plan document supersedes this policy; state and federal mandates come first.';

/** Who else may decide. */
export const othersDecide =
  "In some markets a delegated vendor's guidelines are used instead, and for some clients Cigna only reviews utilization.";
