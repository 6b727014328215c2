"""The outcome: the legal result by a rule, in exact fractions, and how certain it is."""
