"""One vocabulary for everyone: labels, kinds, patterns, feelings, and the small table that telling looks at."""
