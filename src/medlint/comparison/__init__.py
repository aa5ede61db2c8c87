"""What is new in a text: held against its older content, or against a baseline of what was accepted."""
