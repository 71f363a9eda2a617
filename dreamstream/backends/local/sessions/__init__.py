"""Read a session offline: what in it is worth remembering, of what sort, and of which dream."""
