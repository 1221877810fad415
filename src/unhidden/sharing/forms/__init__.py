"""What somebody types who makes an agreement, shares a record or answers."""
