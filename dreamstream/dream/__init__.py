"""The pass: what works on its own while the dreamer sleeps.

One pass, in order: take the pass lock, take back what dead workers held, ask again for what was lost,
work off what waits, say what came of it.
"""
