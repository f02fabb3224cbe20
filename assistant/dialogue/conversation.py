"""Conversations: the user's messages in order; the state of understanding follows from them alone.

Because the state is recomputed by replaying the messages, the same conversation gives the same
answer, byte for byte, wherever and whenever it is replayed.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.errors import QuestionError
from assistant.text.normalise import fold

MAX_QUESTION = 2000
"""Characters one message may have."""
MAX_TURNS = 40
"""User messages that are remembered; older ones no longer count."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """``turns`` are the user's messages, oldest first, the question being asked last."""

    id: str
    turns: tuple[str, ...]

    def say(self, message: str) -> Conversation:
        """The conversation with one more message.

        Raises:
            QuestionError: the message is empty or too long.
        """
        return Conversation(self.id, (*self.turns, checked(message))[-MAX_TURNS:])

    @property
    def question(self) -> str:
        """The last message ("" before the first)."""
        return self.turns[-1] if self.turns else ""


def checked(message: str) -> str:
    """The message without control characters.

    Raises:
        QuestionError: it is empty or, as typed or as read, longer than MAX_QUESTION.
    """
    clean = "".join(c for c in message if c in "\n\t" or c.isprintable()).strip()
    if not clean:
        raise QuestionError("问题是空的：请输入想查询的政策问题，例如“龙岗租算力能补多少？”。")
    if len(clean) > MAX_QUESTION:
        raise QuestionError(
            f"问题太长（{len(clean)} 个字，最多 {MAX_QUESTION} 个）：请只保留要问的内容。"
        )
    check_read_length(clean)
    return clean


def check_read_length(message: str) -> None:
    """Reading takes ½ for 1/2 and ㌖ for six letters: what counts is how long it is then.

    Raises:
        QuestionError: read, it is longer than MAX_QUESTION.
    """
    length = len(fold(message))
    if length > MAX_QUESTION:
        raise QuestionError(
            f"问题太长（{length} 个字，最多 {MAX_QUESTION} 个；½、㎡ 这样的字按展开后计）："
            "请只保留要问的内容。"
        )
