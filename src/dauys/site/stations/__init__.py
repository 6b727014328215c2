"""Polling stations and their protocols, as pages."""
