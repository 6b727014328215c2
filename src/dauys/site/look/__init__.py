"""How pages look and speak: the frame of every page, words and numbers, pictures, error pages."""
