"""Figures, not tests: `python -m tests.benchmarks` prints a table of ratios."""
