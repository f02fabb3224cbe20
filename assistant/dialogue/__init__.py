"""Understanding the question in its conversation, without a language model."""
