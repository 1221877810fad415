"""Adding people, knowing who they are, and giving them a role."""
