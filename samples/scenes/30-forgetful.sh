# An idea, a long discussion, and the same work again under another name.
TO=$bpf_list
forgetful_patches() {
    after kernel/bpf/hashtab.c 'u32 max_entries;' <<'END'
	u64 max_age;
END
    commit <<'END'
bpf: Give a hash map a largest age

In nanoseconds of the coarse clock; 0 keeps elements for ever, as today.
END
    swap kernel/bpf/hashtab.c 'if (elem->hash == hash && !memcmp(elem->key, key, size))' "if (elem->hash == hash && !${1:-is_stale}(htab, elem) && !memcmp(elem->key, key, size))"
    after kernel/bpf/hashtab.c 'return &htab->buckets' <<END
}

static bool ${1:-is_stale}(struct toy_htab *htab, struct toy_elem *elem)
{
	return htab->max_age && toy_ktime_get_coarse_ns() - elem->last_used > htab->max_age;
END
    commit <<'END'
bpf: Do not find what is too old

An element past its age is as good as gone: lookups pass it by. It is
freed when somebody needs the room.
END
    after tools/lib/bpf/loader.c 'int fd = sys_map_create' <<'END'
	/* max_age travels in map_extra, like everything that came late. */
END
    commit <<'END'
libbpf: Let a map definition say max_age

In nanoseconds, for one clock of many. A helper macro for seconds can
come when somebody has typed nine zeros often enough.
END
    after Documentation/bpf/maps.rst 'A hash map refuses' <<'END'

A map with ``max_age`` forgets: lookups pass over elements that nobody used
for so long, and updates take their room.
END
    commit <<'END'
bpf, docs: Say how maps forget

And that they do not remember having forgotten.
END
}
work_on forgetful-rfc
as emeka '2026-10-21 09:00'
forgetful_patches
describe forgetful-rfc <<'END'
bpf: A map that forgets

Connection tables, rate limiters and caches all walk their hash maps from
user space to throw out what is old. Everyone writes that loop, and
everyone writes it once with a race.

This RFC gives a hash map an age. It is four small patches, and one large
question: is a lookup that does not find what is there still a lookup?
END
send forgetful emeka '2026-10-21 09:30' 'RFC PATCH bpf-next' base..forgetful-rfc --cover-letter
reply forgetful.r1 forgetful.0 maren '2026-10-21 18:12' <<'END'
> is a lookup that does not find what is there still a lookup?

It is, if you can tell me what an iterator does. Does it see the dead?
END
reply forgetful.r2 forgetful.r1 emeka '2026-10-22 08:05' <<'END'
> It is, if you can tell me what an iterator does. Does it see the dead?

In this version, yes. I call it a feature for debugging. Nobody believes
me, and I have stopped trying.
END
reply forgetful.r3 forgetful.r2 kavya '2026-10-22 09:20' <<'END'
> I call it a feature for debugging.

bpftool map dump would show elements that no program can find. I would
spend a night on that before I looked at max_age.
END
reply forgetful.r4 forgetful.r3 maren '2026-10-22 15:00' <<'END'
> I would spend a night on that before I looked at max_age.

So would I, and we both read the docs patch. Let iterators skip what is
stale, and the question answers itself.
END
reply forgetful.r5 forgetful.r4 emeka '2026-10-22 15:44' <<'END'
> Let iterators skip what is stale, and the question answers itself.

Will do. That also makes the name easier: if nobody sees it, it is not
there.
END
reply forgetful.r6 forgetful.2 idris '2026-10-22 11:17' <<'END'
> +	return htab->max_age && toy_ktime_get_coarse_ns() - elem->last_used > htab->max_age;

Who writes last_used? I see a reader and no writer, which makes every
element infinitely old from birth.
END
reply forgetful.r7 forgetful.r6 emeka '2026-10-22 12:02' <<'END'
> Who writes last_used?

The patch that I forgot to send, fittingly.
END
reply forgetful.r8 forgetful.r1 tomas '2026-10-23 16:40' <<'END'
> It is, if you can tell me what an iterator does. Does it see the dead?

For what it is worth, conntrack has the same notion and hides them. Users
have been fine with that for twenty years.
END

work_on aging
as emeka-home '2026-11-07 11:00'
forgetful_patches has_expired
swap kernel/bpf/hashtab.c 'htab->count++;' 'elem->last_used = toy_ktime_get_coarse_ns();'
after kernel/bpf/hashtab.c 'elem->last_used = toy' <<'END'
	htab->count++;
END
commit <<'END'
bpf: Write down when an element was used

The patch that the RFC lacked. An update is a use; a lookup is not, since
it must not dirty a cache line that everyone reads.
END
describe aging <<END
bpf: Add hash maps whose elements expire

Hash maps with max_age hide elements that were not updated for so long,
from lookups and iterators alike, and take their room when it is needed.

This was the RFC "A map that forgets". Since then:
- iterators skip what has expired (Maren, Kavya)
- last_used is written, which helps (Idris)
- the name says what happens, not how it feels

RFC: $(link_to forgetful.0)
END
CC='Maren Holt <maren@example.org>, Idris Bello <idris@example.org>' \
    send aging emeka-home '2026-11-07 11:20' 'PATCH bpf-next' base..aging -v 2 --cover-letter
reply aging.r1 aging.2 idris '2026-11-09 10:10' <<'END'
> +static bool has_expired(struct toy_htab *htab, struct toy_elem *elem)

The coarse clock goes on while the machine is suspended, so a laptop wakes
up with an empty map. Is that meant? I can argue both ways.
END
reply aging.r2 aging.r1 emeka '2026-11-09 11:25' <<'END'
> so a laptop wakes up with an empty map. Is that meant?

It is what DHCP leases do. I will say so in the docs, and answer from my
work address from now on; sorry for the two of me.
END
reply aging.r3 aging.r2 idris '2026-11-09 12:00' <<'END'
> It is what DHCP leases do.

Good precedent. With the docs:

Acked-by: Idris Bello <idris@example.org>
END
# One patch of the series replaced, not all.
git checkout -q -B aging-docs aging~1
swap Documentation/bpf/maps.rst 'updates take their room.' 'updates take their room. The clock does not stop in suspend.'
as emeka '2026-11-10 08:00'
git commit -q -a --amend -F - <<'END'
bpf, docs: Say how maps forget

And that they do so in their sleep, like DHCP leases.

Signed-off-by: Emeka Okafor <emeka@example.org>
END
ANSWERS=aging.4 send aging-docs emeka '2026-11-10 08:10' 'PATCH bpf-next v2.1 4/5' aging-docs~1..aging-docs -N
