"""What a register says, read and compared: no database, no clock."""
