-- For what is looked for every second or at each reading of the metrics, however much else there is.

create index appointment_times_held on appointment_times (held_until) where state = 'held';
create index appointment_mails_refused on appointment_mails (done_at) where state = 'refused';
