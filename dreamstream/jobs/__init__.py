"""From wish to result: asked, claimed, made, published once."""
