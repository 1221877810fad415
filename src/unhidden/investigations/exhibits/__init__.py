"""Exhibits: registered, labelled, moved from hand to hand, and never lost sight of."""
