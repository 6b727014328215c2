"""The outcome with every leg of the rule, as a page."""
