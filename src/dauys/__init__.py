"""Dauys carries a referendum from the draft of a law to the law in practice.

The folders are stages; they import only downwards, in the order of docs/README.md.
"""

__version__ = "0.1.0"
