set local rollcall.role = 'system';

-- What each figure is in one signed return by itself, and was in its authority's last one, so that returns can be compared before they
-- are accepted. They are whole figures, as in a contribution: nothing in them is about one child by name.
create table own_figures (
  data_request_id uuid primary key,
  submission_id   uuid not null,
  round_id        uuid not null,
  figures         json not null, -- by the id of the figure; none where what was sent has been destroyed
  read_at         timestamptz not null default now(),
  foreign key (submission_id, data_request_id) references submissions (id, data_request_id),
  foreign key (data_request_id, round_id) references data_requests (id, round_id)
);
create index on own_figures (round_id);

-- The children of a signed return as keyed marks, the same marks as fingerprints, which are there only once a return is accepted.
create table signed_marks (
  data_request_id uuid not null references own_figures on delete cascade,
  round_id        uuid not null references rounds,
  mark            bytea not null,
  primary key (data_request_id, mark)
);
create index on signed_marks (round_id, mark);

-- Pairs of signed returns that have the same children, as far as their marks tell, and how many.
create table signed_clashes (
  round_id uuid not null references rounds,
  one_id   uuid not null references own_figures on delete cascade,
  other_id uuid not null references own_figures on delete cascade,
  children integer not null check (children > 0),
  primary key (one_id, other_id),
  check (one_id < other_id)
);
create index on signed_clashes (round_id);
create index on signed_clashes (other_id);

-- Figures of signed returns that are worth a look: far from the others', or from their authority's own in the last round.
create table outliers (
  data_request_id uuid not null references own_figures on delete cascade,
  round_id        uuid not null references rounds,
  figure          text not null,
  against         text not null check (against in ('others', 'last round')),
  distance        double precision not null,
  found           json not null, -- all that the sentence about it is made of
  primary key (data_request_id, figure, against)
);
create index on outliers (round_id, figure, distance desc);

-- Where the middle half of the accepted returns lies, of each figure, in England and in each region.
create table usual_figures (
  round_id uuid not null references rounds,
  region   text, -- null: England
  figure   text not null,
  low      double precision not null,
  middle   double precision not null,
  high     double precision not null,
  returns  integer not null check (returns > 0),
  unique nulls not distinct (round_id, region, figure)
);

call keep_for_office('own_figures');
call keep_for_office('signed_marks');
call keep_for_office('signed_clashes');
call keep_for_office('outliers');
call keep_for_office('usual_figures');

grant select, insert, delete on own_figures, signed_marks, signed_clashes, outliers, usual_figures to rollcall_app;

-- What was signed before this is compared as well.
insert into outbox (job, input, once)
select 'compare-returns', json_build_object('roundId', id), id from rounds where state in ('open', 'closed');
