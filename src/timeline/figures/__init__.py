"""Small frame in, Plotly figure out. No number is computed here."""
