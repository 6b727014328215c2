"""People: accounts, roles, what needs a second person, and the trail of what staff did."""
