"""The consultation: proposals, answers, hearings, opinions, and who changed a word."""
