"""Evaluation (평가): metrics with intervals, simple baselines, and the three runs."""

from matcher.evaluation.judgments import JudgmentError, read_qrels, read_texts
from matcher.evaluation.report import Report
from matcher.evaluation.runs import evaluate_candidates, evaluate_encoder, evaluate_matching

__all__ = [
    "JudgmentError",
    "Report",
    "evaluate_candidates",
    "evaluate_encoder",
    "evaluate_matching",
    "read_qrels",
    "read_texts",
]
