"""The question: its wording and rule, and the sealed set-up of a vote."""
