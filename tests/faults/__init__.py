"""What may go wrong, made to go wrong: kills, failing system calls, and what must hold afterwards."""
