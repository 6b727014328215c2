"""Encrypted ballots: read strictly, every proof checked, the last of each credential counted."""
