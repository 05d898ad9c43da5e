"""Answers in parts that can be laid away and read again in milliseconds."""
