"""Reasons why records deserve eyes: one small file a rule, each pure; two shells that ask them.

A lead is named by what it is about, so that it is never found twice: the same records give the same leads.
"""

from pipelines.leads.of_records import find_leads, sketch
from pipelines.leads.of_run import run_leads
from pipelines.leads.thresholds import Thresholds

__all__ = ["Thresholds", "find_leads", "run_leads", "sketch"]
