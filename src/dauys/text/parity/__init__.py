"""Whether the languages of one text say the same: structure, values, terms, modality, edits.

A module for each check; `compare` runs them over texts that `alignment.across` laid side by side.
Each finding is something for a person to look at: no check says which language is right.
"""
