"""Who is who: mentions matched, judged one or apart, and made findable."""
