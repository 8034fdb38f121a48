"""Drawings of attribution claims: counts and lags in, plotly figures out."""
