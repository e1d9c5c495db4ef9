"""Writes tensors and a tokenizer as an ordinary SentenceTransformer folder: BERT, mean, unit."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from safetensors.numpy import save_file

from embeddings.bundled.q4 import Shape, Weights

_MODULES = {"Transformer": "", "Pooling": "1_Pooling", "Normalize": "2_Normalize"}


def write_folder(
    folder: Path, weights: Weights, tokenizer: Path, prompts: Mapping[str, str]
) -> None:
    """Fill ``folder`` so that ``SentenceTransformer(folder)`` reads it; nothing of torch needed."""
    save_file(weights.tensors, folder / "model.safetensors", metadata={"format": "pt"})
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    longest = weights.shape.positions
    for name, content in {
        "config.json": _bert(weights.shape),
        "tokenizer_config.json": _tokenizer(longest),
        "sentence_bert_config.json": {"max_seq_length": longest, "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": dict(prompts)},
        "modules.json": _modules(),
        "1_Pooling/config.json": _pooling(weights.shape.hidden),
        "2_Normalize/config.json": {},
    }.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=1), "utf-8")


def _bert(shape: Shape) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "vocab_size": shape.vocabulary,
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.feed_forward,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.token_types,
        "layer_norm_eps": shape.epsilon,
        "hidden_act": "gelu",
        "pad_token_id": 1,
        "dtype": "float32",
    }


def _tokenizer(longest: int) -> dict[str, object]:
    tokens = {"bos": "<s>", "eos": "</s>", "cls": "<s>", "sep": "</s>"}
    tokens |= {"unk": "<unk>", "pad": "<pad>", "mask": "<mask>"}
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": longest,
        **{f"{kind}_token": token for kind, token in tokens.items()},
    }


def _pooling(dimension: int) -> dict[str, object]:
    return {"word_embedding_dimension": dimension, "pooling_mode_mean_tokens": True}


def _modules() -> list[dict[str, object]]:
    return [
        {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for i, (kind, path) in enumerate(_MODULES.items())
    ]
