"""The network as a workbook that a colleague keeps, and its way back as a plan.

============ ======================================================================
layout       which sheets there are, and what stands in their columns
cells        the network as rows of such a sheet
writing      the workbook, with lists to choose from and locked ids
extra_sheets beside the network: the questions, and the acts with a way to take them back
returned     rows of a workbook that came back, each with its place
planning     what they would change and what is only told; new_rows: what is new
gathered     the statements, lines and notes of that plan; cell_values: cells in the words of the model
emptied      what was emptied or deleted becomes a question; retyping: whether a type may change
questions    what is asked, the answers to choose from, and the answers that came back
answers      what these do
reading      the plan of a workbook, and storing it
============ ======================================================================

A workbook knows which act it was written after, so what it said then is computed again from the store and
compared with what it says now; nothing of it is kept beside the store.
"""
