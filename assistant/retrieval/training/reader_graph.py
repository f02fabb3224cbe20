"""The reader's network as an ONNX graph with int8 weights, made of numpy arrays alone.

The graph reads one text: ``ids`` (n,) int64 → ``states`` (n, 384) and ``tokens`` (n, 96), float32.
Weights are int8 with one float scale a row and are widened when the graph is loaded, so that what
it computes differs between processors by rounding only. The same arrays make the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
HEADS, WIDTH = 12, 384
_OPSET, _IR = 17, 9
_STEPS = 127.0


def quantised(weight: Array) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """A matrix as int8 and one scale a row: weight ≈ int8 · scale."""
    scale = np.abs(weight).max(axis=1) / _STEPS
    scale = np.where(scale > 0, scale, 1.0).astype(np.float32)
    steps = np.rint(weight / scale[:, None]).clip(-_STEPS, _STEPS)
    return steps.astype(np.int8), scale


@dataclass
class _Graph:
    """Nodes and constants as they are added; every method returns the name of its output."""

    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def constant(self, name: str, value: Array) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, *inputs: str, **attributes: Any) -> str:
        from onnx import helper

        out = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], **attributes))
        return out

    def linear(self, x: str, name: str, weight: Array, bias: Array | None) -> str:
        steps, scale = quantised(weight)
        w = self.constant(f"{name}.steps", steps.T)
        s = self.constant(f"{name}.scale", scale)
        # Cast and Mul of constants are worked out once, when the graph is loaded.
        y = self.add("MatMul", x, self.add("Mul", self.add("Cast", w, to=1), s))
        return y if bias is None else self.add("Add", y, self.constant(f"{name}.bias", bias))

    def norm(self, x: str, name: str, weights: Mapping[str, Array]) -> str:
        w = self.constant(f"{name}.weight", weights[f"{name}.weight"])
        b = self.constant(f"{name}.bias", weights[f"{name}.bias"])
        return self.add("LayerNormalization", x, w, b, axis=-1, epsilon=1e-12)


def depth_of(weights: Mapping[str, Array]) -> int:
    """How many layers these weights are of."""
    return sum(name.endswith(".intermediate.dense.bias") for name in weights)


def weights_of(model: Any) -> tuple[dict[str, Array], Array]:
    """The weights and the projection that graph() made a model of, but for quantising."""
    from onnx import numpy_helper

    held = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    found: dict[str, Array] = {}
    for name, value in held.items():
        if name.endswith((".weight", ".bias")):
            found[name] = value
        elif name.endswith(".steps") and name != "words.steps":
            whole = value.astype(np.float32) * held[f"{name.removesuffix('.steps')}.scale"]
            found[f"{name.removesuffix('.steps')}.weight"] = np.ascontiguousarray(whole.T)
    projection = found.pop("projection.weight")
    words = held["words.steps"].astype(np.float32) * held["words.scale"]
    return {
        **found,
        "embeddings.word_embeddings.weight": words,
        "embeddings.position_embeddings.weight": held["places"],
        "embeddings.token_type_embeddings.weight": np.zeros((1, WIDTH), np.float32),
    }, projection


def graph(weights: Mapping[str, Array], projection: Array) -> Any:
    """The network of these weights, named as in transformers' BertModel; an onnx ModelProto."""
    from onnx import TensorProto, helper

    g = _Graph()
    x = _embedded(g, weights)
    for n in range(depth_of(weights)):
        x = _layer(g, x, f"encoder.layer.{n}", weights)
    tokens = g.linear(x, "projection", projection, None)
    for name, out in (("states", x), ("tokens", tokens)):
        g.nodes.append(helper.make_node("Identity", [out], [name]))
    inputs = [helper.make_tensor_value_info("ids", TensorProto.INT64, ["n"])]
    outputs = [
        helper.make_tensor_value_info("states", TensorProto.FLOAT, ["n", WIDTH]),
        helper.make_tensor_value_info("tokens", TensorProto.FLOAT, ["n", len(projection)]),
    ]
    return _model(helper.make_graph(g.nodes, "reader", inputs, outputs, g.constants))


def states_graph(weights: Mapping[str, Array], kinds: Array) -> Any:
    """The same network without a projection, whose tokens are of several kinds.

    ``ids`` and ``kinds`` (n,) int64 → ``states`` (n, 384) float32; ``kinds`` (kinds, 384) is what
    each kind adds to a token.
    """
    from onnx import TensorProto, helper

    g = _Graph()
    added = g.add("Gather", g.constant("kinds.rows", kinds.astype(np.float32)), "kinds", axis=0)
    x = _embedded(g, weights, added)
    for n in range(depth_of(weights)):
        x = _layer(g, x, f"encoder.layer.{n}", weights)
    g.nodes.append(helper.make_node("Identity", [x], ["states"]))
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["n"]) for name in ("ids", "kinds")
    ]
    outputs = [helper.make_tensor_value_info("states", TensorProto.FLOAT, ["n", WIDTH])]
    return _model(helper.make_graph(g.nodes, "roles", inputs, outputs, g.constants))


def _model(network: Any) -> Any:
    from onnx import helper

    model = helper.make_model(
        network, opset_imports=[helper.make_opsetid("", _OPSET)], producer_name="cewen"
    )
    model.ir_version = _IR
    return model


def _embedded(g: _Graph, weights: Mapping[str, Array], added: str | None = None) -> str:
    steps, scale = quantised(weights["embeddings.word_embeddings.weight"])
    rows = g.add("Gather", g.constant("words.steps", steps), "ids", axis=0)
    sizes = g.add("Gather", g.constant("words.scale", scale[:, None]), "ids", axis=0)
    words = g.add("Mul", g.add("Cast", rows, to=1), sizes)
    places = (
        weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    zero, axis = g.constant("zero", np.array([0], np.int64)), g.constant("axis", np.array([0]))
    end = g.add("Shape", "ids")
    here = g.add("Slice", g.constant("places", places.astype(np.float32)), zero, end, axis)
    whole = g.add("Add", words, here)
    whole = whole if added is None else g.add("Add", whole, added)
    return g.norm(whole, "embeddings.LayerNorm", weights)


def _layer(g: _Graph, x: str, name: str, weights: Mapping[str, Array]) -> str:
    def linear(part: str, given: str) -> str:
        whole = f"{name}.{part}"
        return g.linear(given, whole, weights[f"{whole}.weight"], weights[f"{whole}.bias"])

    shape = _shared(g, "heads", np.array([-1, HEADS, WIDTH // HEADS], np.int64))
    query, key, value = (
        g.add("Reshape", linear(f"attention.self.{part}", x), shape)
        for part in ("query", "key", "value")
    )
    query = g.add("Transpose", query, perm=[1, 0, 2])
    key = g.add("Transpose", key, perm=[1, 2, 0])
    value = g.add("Transpose", value, perm=[1, 0, 2])
    size = _shared(g, "size", np.array((WIDTH // HEADS) ** -0.5, np.float32))
    seen = g.add("Softmax", g.add("Mul", g.add("MatMul", query, key), size), axis=-1)
    heard = g.add("Transpose", g.add("MatMul", seen, value), perm=[1, 0, 2])
    flat = g.add("Reshape", heard, _shared(g, "flat", np.array([-1, WIDTH], np.int64)))
    x = g.norm(
        g.add("Add", x, linear("attention.output.dense", flat)),
        f"{name}.attention.output.LayerNorm",
        weights,
    )
    inner = linear("intermediate.dense", x)
    root = _shared(g, "root", np.array(0.5**0.5, np.float32))
    half, one = (_shared(g, n, np.array(v, np.float32)) for n, v in (("half", 0.5), ("one", 1)))
    grown = g.add("Add", g.add("Erf", g.add("Mul", inner, root)), one)
    inner = g.add("Mul", g.add("Mul", inner, half), grown)
    return g.norm(
        g.add("Add", x, linear("output.dense", inner)), f"{name}.output.LayerNorm", weights
    )


def _shared(g: _Graph, name: str, value: Array) -> str:
    """A constant that every layer uses, added once."""
    known = any(constant.name == name for constant in g.constants)
    return name if known else g.constant(name, value)
