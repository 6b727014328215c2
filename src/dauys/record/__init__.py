"""The record: the closed list of event kinds, the order they must follow, and ``.bel`` archives."""
