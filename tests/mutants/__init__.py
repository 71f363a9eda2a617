"""Faults put into copies of the program, to see that the tests find them."""
