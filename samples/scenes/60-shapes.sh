# Series in the shapes they arrive in.
TO=$bpf_list

# One patch of four is lost on the way.
work_on loader
as goran '2026-10-29 08:00'
swap tools/lib/bpf/loader.c 'failed to create a map: %d' 'failed to create map %s: %d'
swap tools/lib/bpf/loader.c 'map %s: %d\n", fd' 'map %s: %d\n", map->name, fd'
commit <<'END'
libbpf: Say which map could not be created

"failed to create a map: -22" is true of any of 31 maps here.
END
swap tools/lib/bpf/loader.c 'failed to load a program: %d\n", fd' 'failed to load %s: %d\n", prog->name, fd'
commit <<'END'
libbpf: Say which program could not be loaded

Same as for maps.
END
after tools/lib/bpf/loader.c '#include "loader.h"' <<'END'

static const char *why(int err)
{
	return err == -E2BIG ? " (too large: see max_entries)" : err == -EPERM ? " (raise RLIMIT_MEMLOCK?)" : "";
}
END
commit <<'END'
libbpf: Guess why, where guessing is easy

Two errors make up most of the questions on the list.
END
swap tools/lib/bpf/loader.c 'failed to load %s: %d\n", prog->name, fd' 'failed to load %s: %d%s\n", prog->name, fd, why(fd)'
commit <<'END'
libbpf: Say the guess

So that people may laugh at it.
END
describe loader <<'END'
libbpf: Errors that name their cause

Four small patches that make the loader's errors say what failed and, where
that is easy, why.
END
LOSE=3 send loader goran '2026-10-29 08:14' 'PATCH bpf-next' base..loader --cover-letter
reply loader.r1 loader.0 idris '2026-10-29 11:00' <<'END'
> Four small patches

Three of them arrived here. Is 3/4 in your outbox?
END
reply loader.r2 loader.r1 goran '2026-10-29 11:40' <<'END'
> Three of them arrived here. Is 3/4 in your outbox?

It says "sent", with confidence. I will wait a day and send the lot again.
END
reply loader.r3 loader.1 hana '2026-10-29 13:13' <<'END'
> "failed to create a map: -22" is true of any of 31 maps here.

And of 48 here.

Acked-by: Hana Novotná <hana@example.org>
END

# The second version answers the first, in its thread.
work_on cgroup
as hana '2026-10-30 10:00'
swap tools/testing/selftests/bpf/prog_tests/cgroup_skb.c '"/test_cgroup"' '"/test_cgroup_skb"'
commit <<'END'
selftests/bpf: Give cgroup_skb a cgroup of its own

Two tests join /test_cgroup. In parallel they meet there.
END
swap tools/testing/selftests/bpf/prog_tests/cgroup_sock.c '"/test_cgroup"' '"/test_cgroup_sock"'
commit <<'END'
selftests/bpf: Give cgroup_sock a cgroup of its own

As for cgroup_skb.
END
send cgroup hana '2026-10-30 10:22' 'PATCH bpf-next' base..cgroup
reply cgroup.r1 cgroup.1 idris '2026-10-30 12:00' <<'END'
> +#define TEST_CGROUP "/test_cgroup_skb"

The next test will be copied from this one, name and all. Could the name
come from the test itself?
END
work_on cgroup2
as hana '2026-11-02 09:00'
for test in skb sock; do
    swap "tools/testing/selftests/bpf/prog_tests/cgroup_$test.c" '#define TEST_CGROUP "/test_cgroup"' '#define TEST_CGROUP test__cgroup_path()'
    commit <<END
selftests/bpf: Let cgroup_$test live in the cgroup of its name

Two tests join /test_cgroup. In parallel they meet there.
test__cgroup_path() is the name of the running test.
END
done
ANSWERS=cgroup.1 send cgroup2 hana '2026-11-02 09:12' 'PATCH bpf-next' base..cgroup2 -v 2
reply cgroup2.r1 cgroup2.2 idris '2026-11-02 10:31' <<'END'
> test__cgroup_path() is the name of the running test.

Nice. (A cover letter would have been nicer still: two is a series.)

For both:
Acked-by: Idris Bello <idris@example.org>
END

# No tree in the prefix.
work_on log
as tomas '2026-11-03 15:00'
swap kernel/bpf/verifier.c 'R%d min value is negative\n", regno' 'R%d min value %lld is negative\n", regno, reg->smin + off'
commit <<'END'
bpf: Say how negative a register may be

The log says that a value is negative. By how much is often the answer.
END
swap kernel/bpf/verifier.c 'R%d max value is outside of the allowed range\n", regno' 'R%d max value %lld is over %d\n", regno, reg->smax + off + size, TOY_MAX_OFF'
commit <<'END'
bpf: Say how large a register may be

Likewise at the other end.
END
describe log <<'END'
bpf: Numbers in the verifier's complaints

The verifier knows the numbers and keeps them to itself. No change in what
is accepted.
END
send log tomas '2026-11-03 15:18' 'PATCH' base..log --cover-letter
reply log.r1 log.0 maren '2026-11-03 19:00' <<'END'
> No change in what is accepted.

Three selftests compare the text, so they will disagree. Please add them,
and say bpf-next in the subject.

pw-bot: changes-requested
END
reply log.r2 log.2 ci '2026-11-03 15:58' <<'END'
> bpf: Say how large a register may be

This patch fails selftests (3 of 1204):

  verifier_bounds: expected "R1 max value is outside of the allowed range"
  verifier_array:  expected "R1 max value is outside of the allowed range"
  verifier_stack:  expected "R2 min value is negative"

Logs are kept for 90 days.
END
work_on log2 log
as tomas '2026-11-05 16:00'
new tools/testing/selftests/bpf/prog_tests/verifier_log.c <<'END'
// SPDX-License-Identifier: GPL-2.0
#include <test_progs.h>

void test_verifier_log(void)
{
	ASSERT_HAS_SUBSTR(load_log("min"), "R2 min value -8 is negative", "min");
	ASSERT_HAS_SUBSTR(load_log("max"), "R1 max value 513 is over 512", "max");
}
END
commit <<'END'
selftests/bpf: Expect numbers in the verifier's complaints

With numbers, the tests also see whether they are right.
END
describe log2 <<END
bpf: Numbers in the verifier's complaints

The verifier knows the numbers and keeps them to itself. No change in what
is accepted.

v1 -> v2:
 * selftests follow, in patch 3 (Maren, and the CI)
 * the subject says bpf-next

v1: $(link_to log.0)
END
send log2 tomas '2026-11-05 16:20' 'PATCHv2 bpf-next' base..log2 --cover-letter
reply log2.r1 log2.3 hana '2026-11-06 08:00' <<'END'
> With numbers, the tests also see whether they are right.

The best kind of test.

Reviewed-by: Hana Novotná <hana@example.org>
END

# Renames and a binary file.
work_on moves
as benoit '2026-11-09 09:00'
mkdir -p tools/testing/selftests/bpf/progs
git mv samples/bpf/tea_timer_kern.c tools/testing/selftests/bpf/progs/tea_timer.c
swap tools/testing/selftests/bpf/progs/tea_timer.c 'between pouring and drinking' 'from pouring to drinking'
commit <<'END'
selftests/bpf: Take in the tea timer from samples

It looks like a test, it is a test: bots shall drink it daily.
END
printf 'TEA\001\000\377\376\200cups=3\000\012\015\032' >tools/testing/selftests/bpf/tea_trace.bin
new tools/testing/selftests/bpf/prog_tests/tea_timer.c <<'END'
// SPDX-License-Identifier: GPL-2.0
#include <test_progs.h>

void test_tea_timer(void)
{
	ASSERT_EQ(replay("tea_trace.bin"), 3, "cups");
}
END
commit <<'END'
selftests/bpf: Replay a recorded tea

Three cups, 1204 context switches, 27 octets.
END
describe moves <<'END'
selftests/bpf: Move the last sample

samples/bpf is where code goes that nobody runs. This moves the tea timer
to the selftests and gives it a recording to work on.
END
send moves benoit '2026-11-09 09:25' 'PATCH bpf-next' base..moves --cover-letter -M --binary
reply moves.r1 moves.2 oskar '2026-11-09 10:10' <<'END'
> Three cups, 1204 context switches, 27 octets.

Please say in a comment how the recording was made, for the day when tea
changes.
END

# Seven patches, the first by somebody else; the newest in the queue.
work_on rooms
as kavya '2026-11-16 06:00'
after tools/lib/bpf/loader.c '#include "loader.h"' <<'END'

/* Loading has three parts: maps, relocations, programs. Each gets a room. */
END
commit <<'END'
libbpf: Say what the loader is made of

A comment before the move, so that the move is only a move.
END
for part in maps relocs progs; do
    as goran "2026-11-18 07:0${#part}"
    new "tools/lib/bpf/load_$part.c" <<END
// SPDX-License-Identifier: (LGPL-2.1 OR BSD-2-Clause)
#include "loader.h"

int load_$part(struct toy_object *obj)
{
	return for_each_of(obj, TOY_$(echo "$part" | tr a-z A-Z), load_one_of_$part);
}
END
    commit <<END
libbpf: Give loading of $part a file

No change but the address.
END
done
swap tools/lib/bpf/loader.c 'int i, err;' 'int err;'
git rm -q --cached tools/lib/bpf/loader.c && new tools/lib/bpf/loader.c <<'END'
// SPDX-License-Identifier: (LGPL-2.1 OR BSD-2-Clause)
#include "loader.h"

/* Loading has three parts: maps, relocations, programs. Each has a room. */
int toy_object_load(struct toy_object *obj)
{
	int err = load_maps(obj);

	if (!err)
		err = load_relocs(obj);
	if (!err)
		err = load_progs(obj);
	return err;
}
END
commit <<'END'
libbpf: Leave the hall to itself

What is left of the loader is its order.
END
new tools/lib/bpf/README.rooms <<'END'
load_maps    makes what programs share
load_relocs  tells programs where it is
load_progs   sends them off
END
commit <<'END'
libbpf: A plan of the house

For whoever opens the wrong door.
END
new tools/testing/selftests/bpf/prog_tests/load_order.c <<'END'
// SPDX-License-Identifier: GPL-2.0
#include <test_progs.h>

void test_load_order(void)
{
	ASSERT_STREQ(load_trace(), "maps relocs progs", "order");
}
END
commit <<'END'
selftests/bpf: Maps, relocations, programs, in this order

The other five orders were tried in the field.
END
describe rooms <<'END'
libbpf: Split the loader into rooms

loader.c has grown to where people scroll past what they look for. This
series moves each part to a file of its own, and changes nothing else.

Best read with --color-moved.
END
CC='Kavya Raghunathan <kavya@example.org>' send rooms goran '2026-11-18 08:00' 'PATCH bpf-next' base..rooms --cover-letter
reply rooms.r1 rooms.0 maren '2026-11-18 17:25' <<'END'
> Best read with --color-moved.

Read so, and with a cup of tea (three, 1204 context switches). I like it.
Give others until Friday.
END
reply rooms.r2 rooms.7 hana '2026-11-19 09:02' <<'END'
> The other five orders were tried in the field.

I believe I filed four of those bugs.

Tested-by: Hana Novotná <hana@example.org>
END
reply rooms.r3 rooms.0 idris '2026-11-19 11:48' <<'END'
> This series moves each part to a file of its own, and changes nothing else.

Checked that the objects are the same but for line numbers.

Reviewed-by: Idris Bello <idris@example.org>
END
