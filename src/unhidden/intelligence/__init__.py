"""The desk: triage, graded items, mentions, and the risk of premises."""
