"""The ballot boxes and their tally, as pages."""
