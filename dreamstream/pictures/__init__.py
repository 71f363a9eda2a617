"""Draw a dream: what is in it, how it sounds, which hour it was."""
