# Three versions of one series, with range-diffs: asked to change, acked, taken.
ringbuf_patches() { # ringbuf_patches VERSION
    after kernel/bpf/ringbuf.c 'u64 consumer;' <<END
	u32 wake_every;
	u32 unseen;
END
    [ "$1" != 1 ] || swap kernel/bpf/ringbuf.c 'wake_up_all(&rb->waitq);' 'if (++rb->unseen % rb->wake_every == 0)'
    if [ "$1" = 1 ]; then
        after kernel/bpf/ringbuf.c 'rb->wake_every == 0)' <<'END'
		wake_up_all(&rb->waitq);
END
        commit <<'END'
bpf: Let a ring buffer wake its reader every n samples

A reader that is woken for every sample spends its life falling asleep.
Let whoever makes the map say how many samples are worth getting up for.
END
    else
        swap kernel/bpf/ringbuf.c 'wake_up_all(&rb->waitq);' 'ringbuf_wake(rb);'
        after kernel/bpf/ringbuf.c 'return sample;' <<END
}

/* Zero and one both mean what they meant before: every sample. */
static void ringbuf_wake(struct toy_ringbuf *rb)
{
	if (++rb->unseen < rb->wake_every)
		return;

	rb->unseen = 0;
	wake_up_all(&rb->waitq);
END
        local acked=''
        [ "$1" = 2 ] || acked='Acked-by: Kavya Raghunathan <kavya@example.org>'
        TAGS=$acked commit <<'END'
bpf: Let a ring buffer wake its reader every n samples

A reader that is woken for every sample spends its life falling asleep.
Let whoever makes the map say how many samples are worth getting up for.

On a machine with 64 CPUs and a sampler at 10 kHz the reader's share of
one CPU goes from 31 % to 4 % with wake_every = 64.
END
    fi
    swap tools/lib/bpf/loader.c 'map->max_entries);' 'map->max_entries, map->wake_every);'
    commit <<END
libbpf: Pass wake_every on to the kernel

$([ "$1" = 1 ] && echo 'So that it can be set.' || echo 'A map definition may now say __uint(wake_every, 64). Kernels that do not
know the attribute ignore it, which is correct if loud.')
END
    after tools/testing/selftests/bpf/prog_tests/ringbuf.c 'ASSERT_EQ(seen, 1' <<END
}

static void test_ringbuf_wakes_rarely(void)
{
	int seen = run_and_count("$([ "$1" = 3 ] && echo 64 || echo 8)_samples");

	ASSERT_EQ(seen, 1, "seen");
END
    after tools/testing/selftests/bpf/prog_tests/ringbuf.c 'test_ringbuf_wakes();' <<'END'
	if (test__start_subtest("wakes_rarely"))
		test_ringbuf_wakes_rarely();
END
    commit <<'END'
selftests/bpf: Sleep through samples that are not worth it

One wake-up for many samples, and none lost.
END
}

TO=$bpf_list
work_on ringbuf-v1
as ada '2026-10-19 07:40'
ringbuf_patches 1
describe ringbuf-v1 <<'END'
bpf: Wake ring buffer readers in batches

A reader of a busy ring buffer is woken once a sample, reads one sample,
and goes back to sleep. With this series the map says how many samples
make a wake-up.

The name wake_every is open to debate; the saving of power is not.
END
CC="Kavya Raghunathan <kavya@example.org>" send ringbuf1 ada '2026-10-19 07:52' 'PATCH bpf-next' base..ringbuf-v1 --cover-letter

CC="$bpf_list" reply ringbuf1.r1 ringbuf1.1 kavya '2026-10-19 11:05' <<'END'
> -	wake_up_all(&rb->waitq);
> +	if (++rb->unseen % rb->wake_every == 0)
> +		wake_up_all(&rb->waitq);

All maps that exist today have wake_every == 0. I tried it: the machine
divided by zero so fast that I could not even take a picture of it.

Also, a modulo for every sample in the fast path? A counter that is reset
would do.
END
reply ringbuf1.r2 ringbuf1.r1 ada '2026-10-19 12:31' <<'END'
> All maps that exist today have wake_every == 0. I tried it: the machine
> divided by zero so fast that I could not even take a picture of it.

Oh no. My test map sets it, of course. v2 treats 0 and 1 as "every sample"
and counts without dividing.
END
reply ringbuf1.r3 ringbuf1.r2 kavya '2026-10-19 12:50' <<'END'
> v2 treats 0 and 1 as "every sample" and counts without dividing.

Perfect. Then the default costs nothing and I will ack it.
END
reply ringbuf1.r4 ringbuf1.0 maren '2026-10-19 16:20' <<'END'
> The name wake_every is open to debate; the saving of power is not.

I like the name. I would like numbers in the commit message even more.

Thanks,
Maren

pw-bot: cr
END

work_on ringbuf-v2
as ada '2026-10-23 08:10'
ringbuf_patches 2
describe ringbuf-v2 <<END
bpf: Wake ring buffer readers in batches

A reader of a busy ring buffer is woken once a sample, reads one sample,
and goes back to sleep. With this series the map says how many samples
make a wake-up.

Changes in v2:
- wake_every of 0 and 1 both mean every sample; no division (Kavya)
- numbers in the commit message (Maren)

v1: $(link_to ringbuf1.0)
END
CC="Kavya Raghunathan <kavya@example.org>, Maren Holt <maren@example.org>" \
    send ringbuf2 ada '2026-10-23 08:15' 'PATCH bpf-next' base..ringbuf-v2 -v 2 --cover-letter --range-diff=base..ringbuf-v1
reply ringbuf2.r1 ringbuf2.1 kavya '2026-10-23 09:40' <<'END'
> +/* Zero and one both mean what they meant before: every sample. */

Thank you, and the kernel thanks you.

Acked-by: Kavya Raghunathan <kavya@example.org>
END
reply ringbuf2.r2 ringbuf2.3 idris '2026-10-23 14:02' <<'END'
> +	int seen = run_and_count("8_samples");

Eight samples fit in the first page, so this does not see the wrap. Could
the test use 64, please? We met a bug of this kind before.

pw-bot: changes-requested
END
reply ringbuf2.r3 ringbuf2.r2 ada '2026-10-23 14:20' <<'END'
> Could the test use 64, please?

It can, and it found that my reader counted the header. v3 follows.
END

work_on ringbuf-v3
as ada '2026-10-27 07:58'
ringbuf_patches 3
describe ringbuf-v3 <<END
bpf: Wake ring buffer readers in batches

A reader of a busy ring buffer is woken once a sample, reads one sample,
and goes back to sleep. With this series the map says how many samples
make a wake-up.

Changes in v3:
- the test uses 64 samples and sees the wrap (Idris)
- Kavya's ack on patch 1

v2: $(link_to ringbuf2.0)
v1: $(link_to ringbuf1.0)
END
CC="Kavya Raghunathan <kavya@example.org>, Idris Bello <idris@example.org>" \
    send ringbuf3 ada '2026-10-27 08:02' 'PATCH bpf-next' base..ringbuf-v3 -v 3 --cover-letter --range-diff=base..ringbuf-v2
reply ringbuf3.r1 ringbuf3.0 idris '2026-10-27 13:30' <<'END'
> - the test uses 64 samples and sees the wrap (Idris)

For the series:

Reviewed-by: Idris Bello <idris@example.org>
END
reply ringbuf3.r2 ringbuf3.3 hana '2026-10-27 15:11' <<'END'
> selftests/bpf: Sleep through samples that are not worth it

Ran it on two machines and a laptop that needed the rest.

Tested-by: Hana Novotná <hana@example.org>
END
notice ringbuf3.bot ringbuf3.0 '2026-10-28 16:40' bpf-next maren base..ringbuf-v3 <<'END'
A reader of a busy ring buffer is woken once a sample, reads one sample,
and goes back to sleep. With this series the map says how many samples
make a wake-up.
END
