-- The commits that patches say they mend (Fixes:), hex as it is written; derived with patch_ids.
create table patch_fixes (message bigint not null, hex {text} not null, primary key (message, hex)) {keyed};
create index patch_fixes_hex on patch_fixes (hex);
delete from patch_ids;
