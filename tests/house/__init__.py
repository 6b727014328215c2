"""The house rules (STYLE and DESIGN of this project, told in CONTRIBUTING.md), held by tests."""
