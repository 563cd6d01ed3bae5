-- An address as its person writes it, in the message that the name is from: Patchwork's clients see Ann.Author@Example.org where address has it in lower case.
-- The program takes it from those messages at the opening of a database when it finds the mark (AddressUpgrade).
alter table people add column written {text} not null default '';
update people set written = address;
insert into ids (name, next) select 'addresses-due', 1 where exists (select 1 from people);
