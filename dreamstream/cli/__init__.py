"""The doors for people and programs at a terminal."""
