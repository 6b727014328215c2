"""Differences between two passages, word by word, as a person would mark them.

docs/specification/3-text.md, section 8. `tokens` cuts a passage, `match` finds the words that both
sides share, `clean` gives up what would be confetti, `pieces` says what is kept, deleted and
inserted, and `moves` finds sentences that went to another place.
"""
