"""fit(): one step of training, by sentence-transformers' trainer."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.retrieval.training.batches import Batches, Features
from assistant.retrieval.training.data import Pair
from assistant.retrieval.training.vocabulary import Ids


@dataclass(frozen=True, slots=True)
class Step:
    """How long and how boldly to train on one kind of pairs.

    ``rate`` rises over the first ``warm_up`` (a share of all batches) and then falls linearly to
    zero over ``epochs``; ``size`` pairs make a batch; ``left_out`` is the share of tokens that fall
    out of a text each time it is seen; cosines are divided by ``temperature``.
    """

    name: str
    rate: float
    epochs: int
    size: int
    left_out: float
    temperature: float = 0.05
    warm_up: float = 0.0


def contrastive_loss(model: Any, temperature: float) -> Any:
    """Softmax over every passage of the batch at cosine / temperature, the masked ones left out.

    Multiple negatives ranking, except that other right passages of a row are no negatives: a clause
    of another district answers as well when no place is named.
    """
    import torch

    class ContrastiveLoss(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, features: list[dict[str, Any]], mask: Any) -> Any:
            texts, passages = (self.model(part)["sentence_embedding"] for part in features)
            scores = (texts @ passages.T / temperature).masked_fill(mask, float("-inf"))
            wanted = torch.arange(len(scores), device=scores.device)
            return torch.nn.functional.cross_entropy(scores, wanted)

    return ContrastiveLoss()


def fit(
    model: Any,
    pairs: Sequence[Pair],
    step: Step,
    numbering: Callable[[str], Ids],
    features: Features,
    seed: int,
    use_cpu: bool = True,
) -> float:
    """Train the model (a SentenceTransformer, its last module a Normalize); return the mean loss.

    The same seed gives the same model on the same machine.
    """
    from datasets import Dataset, disable_progress_bars
    from sentence_transformers import (
        SentenceTransformerTrainer,
        SentenceTransformerTrainingArguments,
    )
    from transformers import PrinterCallback

    if not sys.stderr.isatty():
        disable_progress_bars()
    model.model_card_data.generate_widget_examples = False
    began = time.perf_counter()
    batches = Batches(pairs, numbering, features, step.left_out, seed)
    with tempfile.TemporaryDirectory() as folder:
        arguments = SentenceTransformerTrainingArguments(
            output_dir=folder,
            per_device_train_batch_size=min(step.size, len(batches)),
            num_train_epochs=step.epochs,
            learning_rate=step.rate,
            lr_scheduler_type="linear",
            warmup_steps=step.warm_up,
            weight_decay=0.0,
            max_grad_norm=0.0,
            dataloader_drop_last=True,
            save_strategy="no",
            report_to="none",
            disable_tqdm=not sys.stderr.isatty(),
            use_cpu=use_cpu,
            seed=seed,
        )
        trainer = SentenceTransformerTrainer(
            model=model,
            args=arguments,
            train_dataset=Dataset.from_dict({"row": list(range(len(batches)))}),
            loss=contrastive_loss(model, step.temperature),
            data_collator=batches,
        )
        trainer.remove_callback(PrinterCallback)
        done = trainer.train()
    seconds = time.perf_counter() - began
    print(
        f"{step.name} {done.global_step} {done.training_loss:.3f} {seconds:.0f}s", file=sys.stderr
    )
    return float(done.training_loss)
