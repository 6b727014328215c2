"""The pages of the question: wording, calendar, rule, set-up."""
