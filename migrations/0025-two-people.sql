-- Nobody approves what they proposed: held here too, as it is for extracts.
alter table relaxations add check (decision is distinct from 'approved' or decided_by <> proposed_by);
