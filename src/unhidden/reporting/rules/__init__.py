"""What a report says, how urgent it is, and the words that stand for it."""
