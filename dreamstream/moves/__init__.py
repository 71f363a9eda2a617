"""Journals come in and go out: one file a format."""
