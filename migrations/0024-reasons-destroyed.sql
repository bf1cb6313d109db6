-- Why rows of a whole round were asked for goes with the last of what was written in that round.
alter table round_extracts alter column reason_sealed drop not null;
grant update (reason_sealed) on round_extracts to rollcall_app;
