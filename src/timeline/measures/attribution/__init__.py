"""Measures over claims: who makes them, against whom, when, how surely, and what speaks against them."""
