"""The pass: what works on its own while the dreamer sleeps.

One pass, in order: take the pass lock, glance at what may hold sessions, read those that wait, take back what dead
workers held, ask again for what was lost, work off what waits, say what came of it.

    run ─► glance ─► inbox ─► reading ─► readers/ ─► backfill ─► log
    scope: the same as far as the inbox      preview: the same, and nothing is written
"""
