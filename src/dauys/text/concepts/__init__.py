"""What stands in every language under other words: numbers, dates, deadlines, references, terms.

Each is found in the words of a passage and given a mark that is the same in every language. Laying
languages side by side (`alignment.across`) and comparing them (`parity`) build on it.
"""
