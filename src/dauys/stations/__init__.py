"""Polling stations: the list, the four-pile protocols on paper, and their accounting."""
