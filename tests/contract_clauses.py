"""The ids of the leaf clauses, as the contract lists them; not read from the corpus."""

FUTIAN = [
    "1.1",
    "1.2",
    "2",
    "3.1",
    "3.2",
    "3.3",
    "4.1",
    "4.2",
    "4.3",
    "5.1",
    "5.2",
    "6.1",
    "6.2",
    "7",
    "8",
    "9.1",
    "9.2",
    "10",
    "11",
    "12",
    "13",
]
NUMBERING: dict[str, list[str]] = {
    "shenzhen-pioneer-2024": [str(n) for n in range(1, 19)],
    "longhua-2025": [str(n) for n in range(4, 15)],
    "futian-2024": FUTIAN,
    "qianhai-2024": [str(n) for n in range(1, 17)],
    "longgang-2025": [str(n) for n in range(1, 17)],
    "nanshan-draft": ["1", "2", "3", "4"],
    "baoan-draft": ["1", "2", "3"],
    "overview-2025": ["1", "4"],
}
CLAUSES = [f"{policy}#{number}" for policy, numbers in NUMBERING.items() for number in numbers]
