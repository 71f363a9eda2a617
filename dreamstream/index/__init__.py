"""The index: SQLite rows grown from the log; it may be deleted at any time."""
