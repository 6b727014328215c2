"""Verification of a record by anyone, offline: the numbered steps, and the verdict."""
