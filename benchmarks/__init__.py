"""Measurements, not tests: `make bench` prints medians and ratios against a minimal page measured in the same run."""
