"""Who reads sessions: one port, the offline reader and any backend that writes behind it, one check for both."""
