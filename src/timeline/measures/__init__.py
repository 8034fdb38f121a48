"""A selection in, a small frame with the numbers to be drawn out."""
