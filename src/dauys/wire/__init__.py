"""Bytes as they travel: canonical JSON, CSV tables, hashes with domain labels, identifiers."""
