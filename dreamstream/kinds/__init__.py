"""The recipes: one file an output, a value in and a value out."""
