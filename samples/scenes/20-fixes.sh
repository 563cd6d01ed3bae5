# Fixes for the bpf tree: with Fixes:, a resend, a patch as an attachment, a bug report that holds a diff and is none.
TO=$bpf_list

work_on hex
as tomas '2026-10-20 14:00'
swap kernel/bpf/helpers.c 'snprintf(out, size, "%llx", value) + 1;' 'snprintf(out, size, "%llx", value);'
swap kernel/bpf/helpers.c 'width > size' 'width >= size'
TAGS=$(fixes base~3) commit <<'END'
bpf: Do not count the terminator in the width of a number

toy_snprintf_hex() returns one more than it wrote, so a program that
prints two numbers side by side prints a NUL between them. Terminals
show it as nothing, log files as ^@, and JSON parsers as Tuesday.
END
send hex1 tomas '2026-10-20 14:12' 'PATCH bpf' base..hex
reply hex1.r1 hex1.1 idris '2026-10-20 17:45' <<'END'
> toy_snprintf_hex() returns one more than it wrote

It does since the first commit; nobody printed two numbers until now.

> +	return width >= size ? -ENOSPC : width;

Please say in the changelog that the return value changes for callers
that relied on it. I find none in the tree.

pw-bot: cr
END
swap kernel/bpf/helpers.c 'int width =' 'int width ='
git commit -q --amend -F - <<END
bpf: Do not count the terminator in the width of a number

toy_snprintf_hex() returns one more than it wrote, so a program that
prints two numbers side by side prints a NUL between them. Terminals
show it as nothing, log files as ^@, and JSON parsers as Tuesday.

The return value gets smaller by one. No caller in the tree minds.

$(fixes base~3)
Signed-off-by: Tomás Herrera <tomas@example.org>
END
send hex2 tomas '2026-10-21 13:02' 'PATCH bpf' base..hex -v 2
reply hex2.r1 hex2.1 idris '2026-10-21 15:20' <<'END'
> The return value gets smaller by one. No caller in the tree minds.

Thanks.

Acked-by: Idris Bello <idris@example.org>
END
notice hex2.bot hex2.1 '2026-10-22 09:10' bpf idris base..hex <<'END'
toy_snprintf_hex() returns one more than it wrote, so a program that
prints two numbers side by side prints a NUL between them.
END

# Sent into silence, and sent again.
work_on bloom
as dorotea '2026-10-22 18:30'
swap kernel/bpf/bloom.c 'i <= bloom->nr_hashes' 'i < bloom->nr_hashes'
TAGS=$(fixes base~3) commit <<'END'
bpf: Ask a Bloom filter only the questions it was told the answers to

bloom_peek() looks at one hash more than bloom_push() sets, so it says
"no" to values that it holds, once in as often as the bit happens to be
clear. A Bloom filter may say yes when it should not; it must never do
the opposite.
END
send bloom1 dorotea '2026-10-22 18:41' 'PATCH bpf' base..bloom
send bloom2 dorotea '2026-11-03 19:05' 'PATCH RESEND bpf' base..bloom
reply bloom2.r1 bloom2.1 kavya '2026-11-04 05:15' <<'END'
> A Bloom filter may say yes when it should not; it must never do
> the opposite.

Sorry that this sat for so long. I had filed it under "probably read".

Reviewed-by: Kavya Raghunathan <kavya@example.org>
END

# A first patch, attached, as some mail programs like it.
work_on typo
as noor '2026-10-28 09:00'
swap kernel/bpf/helpers.c 'a tick is enough' 'a tick is close enough'
commit <<'END'
bpf: Be honest about the clock in a comment

A tick may be four milliseconds. That is close enough, not enough.
END
git format-patch -q -o "$work/attached" --signature=2.43.0 base..typo
HEADERS=own write typo1 noor '2026-10-28 09:20' '[PATCH bpf-next] bpf: Be honest about the clock in a comment' <<END
Content-Type: multipart/mixed; boundary="=-first-patch"

--=-first-patch
Content-Type: text/plain; charset=UTF-8

Hello,

this is my first patch. My mail program eats tabs, so it is attached.

Noor

--=-first-patch
Content-Type: application/octet-stream; name="0001-bpf-Be-honest-about-the-clock.patch"
Content-Disposition: attachment; filename="0001-bpf-Be-honest-about-the-clock.patch"
Content-Transfer-Encoding: base64

$(base64 -w76 "$work/attached"/*.patch)

--=-first-patch--
END
reply typo1.r1 typo1 maren '2026-10-28 15:30' <<'END'
> this is my first patch. My mail program eats tabs, so it is attached.

Welcome! It reads well. Please send it inline next time, with git
send-email, so that we can answer line by line. This once it is fine.

Maren
END
reply typo1.r2 typo1.r1 noor '2026-10-29 07:12' <<'END'
> Please send it inline next time, with git send-email

Thank you. I have set it up and sent myself eleven mails to be sure.
END

# A bug report: it quotes a diff, and is no patch. The fix answers it.
write lrubug lars '2026-11-05 10:02' '[BUG] bpf: LRU map evicts what it was just given' <<'END'
Hi,

since the update our rate limiter forgets customers the moment they
arrive. I can reproduce it with a map of two entries:

    # toy-lru --entries 2 --put a --put b --get a --put c --get a
    a: found
    a: not found

I am no C programmer, but I read lru.c and this makes it go away:

--- a/kernel/bpf/lru.c
+++ b/kernel/bpf/lru.c
@@ -14,7 +14,7 @@
-		return lru->active.prev;
+		return lru->active.next; /* ??? */

I do not claim that it is right; our other map got worse.

Regards,
Lars-Erik
END
reply lrubug.r1 lrubug oskar '2026-11-05 12:40' <<'END'
> I do not claim that it is right; our other map got worse.

It is the wrong end of the list, but the right function: lru_touch()
counts what it moves and never what it takes away. Give me an hour.
END
work_on lru
as oskar '2026-11-05 13:30'
swap kernel/bpf/lru.c 'list_move(node, &lru->active);' 'list_move(node, &lru->active);'
after kernel/bpf/lru.c 'lru->nr_active++;' <<'END'
	lru->nr_inactive--;
END
swap kernel/bpf/lru.c 'return lru->inactive.next;' 'return lru->inactive.prev;'
TAGS="Reported-by: Lars-Erik Dahlgren <lars-erik@example.org>
Closes: $(link_to lrubug)
$(fixes lru-count)" commit <<'END'
bpf: Evict the oldest element of an LRU, not the newest

lru_victim() takes the head of the inactive list, which is where elements
enter it. Take the tail, and keep the count while there.
END
ANSWERS=lrubug CC='Lars-Erik Dahlgren <lars-erik@example.org>' send lru oskar '2026-11-05 13:44' 'PATCH bpf' base..lru
reply lru.r1 lru.1 lars '2026-11-05 15:02' <<'END'
> Take the tail, and keep the count while there.

    a: found
    a: found

Our customers are remembered again, including the one we would rather
forget.

Tested-by: Lars-Erik Dahlgren <lars-erik@example.org>
END
reply lru.r2 lru.1 ada '2026-11-05 15:30' <<END
> $(fixes lru-count)

Mine. Thank you for cleaning up after me.

Acked-by: Ada Lindqvist <ada@example.org>
END

# A revert, with words to go with it.
work_on revert
as maren '2026-11-12 20:00'
git revert --no-edit base >/dev/null
git commit -q --amend -F - <<END
Revert "bpf: Warn about hash map elements without a hash"

This reverts commit $(git rev-parse base).

It happens more often than on Fridays: zero is a perfectly good hash, and
one key in four billion has it. The warning found a busy cache in a week.

$(fixes base)
Signed-off-by: Maren Holt <maren@example.org>
END
send revert maren '2026-11-12 20:04' 'PATCH bpf' base..revert
reply revert.r1 revert.1 kavya '2026-11-13 04:20' <<'END'
> zero is a perfectly good hash

I stand corrected, four billion times.

Acked-by: Kavya Raghunathan <kavya@example.org>
END

# Network fixes, second version; the first went elsewhere.
work_on load-bytes
as greta '2026-11-09 21:00'
swap net/core/filter.c 'offset > INT_MAX || len == 0' 'offset > INT_MAX || len == 0 || len > INT_MAX'
TAGS=$(fixes base~3) commit <<'END'
net: filter: Refuse lengths that are negative to everyone else

A length over INT_MAX is turned into a negative one on the way to
skb_header_pointer(), which then finds that there is plenty of room.
END
TO=$netdev_list CC=$bpf_list send load2 greta '2026-11-09 21:15' 'PATCH net' base..load-bytes -v 2
reply load2.r1 load2.1 rosa '2026-11-10 09:31' <<'END'
> which then finds that there is plenty of room

Ouch.

Reviewed-by: Rosa Bianchi <rosa@example.org>
END
