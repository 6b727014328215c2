"""Reading: the versions of the text, each provision's own page, search, comparison, publishing."""
