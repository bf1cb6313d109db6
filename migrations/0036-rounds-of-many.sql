-- What the office counts of rounds of many thousands, quickly.

set local rollcall.role = 'system';

-- Whom a viewer shares an authority with is found once for a query. Before, Postgres reckoned that it did so for every person it
-- looked up, and went long ways round to look up few.
alter policy colleagues on people
  using (
    (select viewer_is_office())
    or id = (select viewer_person())
    or id = any (array(select person_id from memberships where authority_id = (select viewer_authority())))
  );

-- How many requests of a round are how far, and due when, is found without reading them, and so is which they are and whose.
create index data_requests_counted on data_requests (round_id, state, due_on) include (id, authority_id);

-- Lists are by name, and end after a page of it.
create index authorities_named on authorities (name);

-- The letters of a round in the order in which they are listed, as far as that stands in them.
create index letters_listed on letters (round_id, (state <> 'proposed'), kind, made_at desc) include (id, state, authority_id);

-- Messages are counted by whom they are to as well.
drop index messages_counted;
create index messages_counted on messages (round_id, kind, state) include (authority_id, person_id);

-- What of the versions waits for the office is little of all there are.
create index submissions_refused on submissions (data_request_id) where state = 'refused';
create index submissions_unread on submissions (data_request_id) where unread_explanation_count > 0;
