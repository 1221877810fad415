"""What the law and the practice say of states and deadlines."""
