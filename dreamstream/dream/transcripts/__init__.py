"""Transcripts of strangers, each format in its own file, all read into the same turns."""
