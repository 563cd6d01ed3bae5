# What goes to other trees: net-next, the net branch of bpf-next, iproute2.
work_on veth
as rosa '2026-10-27 09:00'
swap drivers/net/veth.c 'if (dev->mtu > max_mtu)' 'if (dev->mtu > max_mtu && !prog->aux->xdp_has_frags)'
commit <<'END'
veth: Accept large MTUs from programs that know fragments

A program that says it can read frames in fragments means it.
END
after drivers/net/veth.c 'rcu_assign_pointer' <<'END'
	dev->xdp_zc_max_segs = prog->aux->xdp_has_frags ? MAX_SKB_FRAGS : 1;
END
commit <<'END'
veth: Tell how many fragments a program may meet

So that user space need not find out by trying.
END
describe veth <<'END'
veth: XDP with frames larger than a page

The driver refuses XDP programs when the MTU is over a page, even if the
program can take fragments. This lets those through, and says how many
fragments they may get.
END
TO=$netdev_list CC="Greta Vance <greta@example.org>, $bpf_list" send veth rosa '2026-10-27 09:15' 'PATCH net-next' base..veth --cover-letter
CC="$netdev_list, $bpf_list" reply veth.r1 veth.1 greta '2026-10-27 14:00' <<'END'
> +	if (dev->mtu > max_mtu && !prog->aux->xdp_has_frags)

prog is NULL when the program is taken off. I can hear the splat from here.

pw-bot: changes-requested
END
git checkout -q -B veth-v2 base
as rosa '2026-11-04 10:00'
swap drivers/net/veth.c 'if (dev->mtu > max_mtu)' 'if (prog && dev->mtu > max_mtu && !prog->aux->xdp_has_frags)'
commit <<'END'
veth: Accept large MTUs from programs that know fragments

A program that says it can read frames in fragments means it. Taking the
program off works at any MTU; it did not before either.
END
after drivers/net/veth.c 'rcu_assign_pointer' <<'END'
	dev->xdp_zc_max_segs = prog && prog->aux->xdp_has_frags ? MAX_SKB_FRAGS : 1;
END
commit <<'END'
veth: Tell how many fragments a program may meet

So that user space need not find out by trying.
END
describe veth-v2 <<END
veth: XDP with frames larger than a page

The driver refuses XDP programs when the MTU is over a page, even if the
program can take fragments. This lets those through, and says how many
fragments they may get.

v2:
 - survive prog == NULL (Greta's ears)

v1: $(link_to veth.0)
END
TO=$netdev_list CC="Greta Vance <greta@example.org>, $bpf_list" \
    send veth2 rosa '2026-11-04 10:11' 'PATCH net-next' base..veth-v2 -v 2 --cover-letter --range-diff=base..veth
CC="$netdev_list, $bpf_list" reply veth2.r1 veth2.0 greta '2026-11-04 16:45' <<'END'
>  - survive prog == NULL (Greta's ears)

Quiet now.

Acked-by: Greta Vance <greta@example.org>
END

work_on segments
as priya '2026-11-06 05:00'
swap net/core/filter.c 'int toy_redirect(u32 ifindex, u64 flags)' 'int toy_redirect(u32 ifindex, u64 flags) /* not for segments */'
commit <<'END'
bpf: Keep redirect away from single segments

Preparation: a segment is not a packet, and must not travel alone.
END
cat >>net/core/filter.c <<'END'

int toy_skb_peek_segment(const struct sk_buff *skb, u32 nr)
{
	return nr < skb_shinfo(skb)->gso_segs ? skb_shinfo(skb)->gso_size : -ENOENT;
}
END
commit <<'END'
bpf: Add a kfunc that peeks at the segments of a packet

Programs that count bytes per connection see one large packet where the
wire will see forty. This tells them what the wire will see.
END
new tools/testing/selftests/bpf/prog_tests/segments.c <<'END'
// SPDX-License-Identifier: GPL-2.0
#include <test_progs.h>

void test_segments(void)
{
	ASSERT_EQ(peek_segment(0), 1448, "first");
	ASSERT_EQ(peek_segment(99), -ENOENT, "none");
}
END
commit <<'END'
selftests/bpf: Peek at the first segment and at none

The second is the one that used to crash.
END
describe segments <<'END'
bpf: Let tc programs see segments

A tc program on the way out sees a packet before it is cut into segments,
and guesses how many there will be. Guessing is over.

This touches net/core, hence bpf-next/net.
END
TO=$bpf_list CC="Greta Vance <greta@example.org>, $netdev_list" send segments priya '2026-11-06 05:20' 'PATCH bpf-next/net' base..segments --cover-letter
CC="$bpf_list, $netdev_list" reply segments.r1 segments.2 greta '2026-11-06 15:10' <<'END'
> +	return nr < skb_shinfo(skb)->gso_segs ? skb_shinfo(skb)->gso_size : -ENOENT;

The last segment is shorter, as a rule. Does the caller know?
END
CC="$bpf_list, $netdev_list" reply segments.r2 segments.r1 priya '2026-11-07 04:30' <<'END'
> The last segment is shorter, as a rule. Does the caller know?

It knows skb->len and can subtract, but should not have to. I am at it.
END
CC="$bpf_list, $netdev_list" reply segments.r3 segments.1 rosa '2026-11-08 10:00' <<'END'
> a segment is not a packet, and must not travel alone

Reviewed-by: Rosa Bianchi <rosa@example.org>
END

# iproute2 lives in a tree of its own.
mkdir -p "$work/iproute2" && cd "$work/iproute2"
git init -q --object-format=sha1 .
as soren '2026-09-20 09:00'
new tc/f_toy.c <<'END'
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "utils.h"
#include "tc_util.h"

static int toy_print_opt(FILE *f, struct rtattr *tb[])
{
	if (tb[TCA_TOY_NAME])
		print_string(PRINT_ANY, "name", "%s ", rta_getattr_str(tb[TCA_TOY_NAME]));
	if (tb[TCA_TOY_ID])
		print_uint(PRINT_ANY, "id", "id %u ", rta_getattr_u32(tb[TCA_TOY_ID]));
	return 0;
}
END
new man/man8/tc-toy.8 <<'END'
.TH "tc-toy" 8 "2026" "iproute2" "Linux"
.SH NAME
tc-toy \- a filter of modest ambition
.SH DESCRIPTION
The
.B toy
filter runs a program and belives what it returns.
END
git add -A && git commit -q -m 'tc: A small filter to practise on' && git tag base
work_on since
as soren '2026-11-10 10:00'
after tc/f_toy.c 'id %u' <<'END'
	if (tb[TCA_TOY_SINCE])
		print_lluint(PRINT_ANY, "since", "since %llu ", rta_getattr_u64(tb[TCA_TOY_SINCE]));
END
commit <<'END'
tc: toy: Show how long a program has been attached

The kernel side is in net-next. In seconds: whoever needs it in weeks
should look after the uptime of something else.
END
TO=$netdev_list CC="$bpf_list" send since soren '2026-11-10 10:10' 'PATCH iproute2-next' base..since
CC="$netdev_list" reply since.r1 since.1 kavya '2026-11-10 12:00' <<'END'
> In seconds

Thank you for not inventing a unit.

Acked-by: Kavya Raghunathan <kavya@example.org>
END
work_on belives
as noor '2026-11-11 08:00'
swap man/man8/tc-toy.8 'belives' 'believes'
commit <<'END'
man: tc-toy: Believe with an i before the e

My second patch, and inline this time.
END
TO=$netdev_list send belives noor '2026-11-11 08:05' 'PATCH iproute2' base..belives
cd "$work/tree"
TO=$bpf_list
