"""Cyber incidents, who blamed whom, what it cost and which norms were invoked, with a source for every fact."""
