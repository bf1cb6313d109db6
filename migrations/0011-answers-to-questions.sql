-- Which question an answer to everyone was published for, where it was for one. Everyone in the round reads an answer; whose question it
-- was is still known to its own authority alone.
alter table questions add unique (id, round_id);
alter table round_answers add column question_id uuid;
alter table round_answers add foreign key (question_id, round_id) references questions (id, round_id);
create index on round_answers (question_id);
