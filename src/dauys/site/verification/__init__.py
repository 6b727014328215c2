"""The verification that the site runs on its own record, as a page."""
