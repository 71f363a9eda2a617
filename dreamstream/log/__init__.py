"""The truth: append-only JSON lines, one folder a host."""
