"""The only part that imports Streamlit."""
