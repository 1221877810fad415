"""The pages of decision logs."""
