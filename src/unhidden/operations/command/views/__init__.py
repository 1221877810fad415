"""The pages of an operation's command."""
