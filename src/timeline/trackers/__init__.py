"""Other people's collections: read strictly, reported on row by row, shown beside ours, never mixed into it."""
