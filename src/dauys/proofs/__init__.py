"""Zero-knowledge proofs of Belenios protocol version 1, and those that Dauys adds.

`statements` says what is claimed, `verify` checks (public data), `prove` makes (secrets).
"""
