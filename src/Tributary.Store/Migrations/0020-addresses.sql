-- Addresses that people showed to be theirs, beside the one of the account: mail from them is theirs too. An address belongs to one account only.
create table user_addresses (
    address {text} not null primary key, -- lower case
    user_id bigint not null,
    confirmed_at bigint not null
) {keyed};
create index user_addresses_user on user_addresses (user_id, address);

-- Links that were sent by mail and wait to be followed: who follows one reads the mail of the address. Each serves once. What is kept is the
-- SHA-256 of 256 random bits.
create table confirmations (
    hash {blob} not null primary key,
    purpose bigint not null,          -- ConfirmationPurpose
    user_id bigint,                   -- null: somebody who wants an account
    address {text} not null,          -- lower case
    expires_at bigint not null
) {keyed};
create index confirmations_address on confirmations (address);
create index confirmations_user on confirmations (user_id) where user_id is not null;
create index confirmations_expires on confirmations (expires_at);
