"""What ``make bench`` measures: pages against raw twins, growth, writers, weights, start.

``python -m bench --help`` says how to measure a part of it.
"""
