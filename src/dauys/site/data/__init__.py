"""Open data: every public table as CSV and JSON."""
