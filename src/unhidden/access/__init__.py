"""Who may do what: the actor, the page guard, the rights of each database role."""
