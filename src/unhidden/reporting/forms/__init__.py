"""What a member of the public may type: a report, and the words of a receipt."""
