# The tree that all patches change: code shaped like the kernel's, and invented.
as maren '2026-09-01 10:00'
new MAINTAINERS <<'END'
BPF [TOY] (Safe Dynamic Programs and Tools, in miniature)
M:	Maren Holt <maren@example.org>
M:	Idris Bello <idris@example.org>
R:	Kavya Raghunathan <kavya@example.org>
L:	bpf@vger.kernel.org
S:	Supported
F:	kernel/bpf/
F:	tools/lib/bpf/
F:	tools/bpf/
F:	tools/testing/selftests/bpf/

NETWORKING [TOY]
M:	Greta Vance <greta@example.org>
L:	netdev@vger.kernel.org
F:	net/
F:	drivers/net/
END
new kernel/bpf/ringbuf.c <<'END'
// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/wait.h>

struct toy_ringbuf {
	wait_queue_head_t waitq;
	u64 mask;
	u64 producer;
	u64 consumer;
	char *data;
};

static bool ringbuf_has_room(struct toy_ringbuf *rb, u64 size)
{
	return rb->producer - rb->consumer + size <= rb->mask;
}

void *ringbuf_reserve(struct toy_ringbuf *rb, u64 size)
{
	void *sample;

	if (!ringbuf_has_room(rb, size))
		return NULL;

	sample = rb->data + (rb->producer & rb->mask);
	rb->producer += size;
	return sample;
}

void ringbuf_commit(struct toy_ringbuf *rb, u64 flags)
{
	if (flags & TOY_RB_NO_WAKEUP)
		return;

	wake_up_all(&rb->waitq);
}
END
new kernel/bpf/hashtab.c <<'END'
// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/jhash.h>

struct toy_elem {
	struct hlist_node node;
	u32 hash;
	u64 last_used;
	char key[];
};

struct toy_htab {
	struct hlist_head *buckets;
	u32 n_buckets;
	u32 count;
	u32 max_entries;
};

static struct hlist_head *bucket_of(struct toy_htab *htab, u32 hash)
{
	return &htab->buckets[hash & (htab->n_buckets - 1)];
}

struct toy_elem *htab_lookup(struct toy_htab *htab, const void *key, u32 size)
{
	u32 hash = jhash(key, size, 0);
	struct toy_elem *elem;

	hlist_for_each_entry_rcu(elem, bucket_of(htab, hash), node) {
		if (elem->hash == hash && !memcmp(elem->key, key, size))
			return elem;
	}
	return NULL;
}

int htab_update(struct toy_htab *htab, struct toy_elem *elem)
{
	if (htab->count >= htab->max_entries)
		return -E2BIG;

	hlist_add_head_rcu(&elem->node, bucket_of(htab, elem->hash));
	htab->count++;
	return 0;
}
END
new kernel/bpf/lru.c <<'END'
// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>

struct toy_lru {
	struct list_head active;
	struct list_head inactive;
	u32 nr_active;
};

struct list_head *lru_victim(struct toy_lru *lru)
{
	if (list_empty(&lru->inactive))
		return lru->active.prev;

	return lru->inactive.next;
}

void lru_touch(struct toy_lru *lru, struct list_head *node)
{
	list_move(node, &lru->active);
	lru->nr_active++;
}
END
new kernel/bpf/bloom.c <<'END'
// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/jhash.h>

struct toy_bloom {
	u32 nr_hashes;
	u32 mask;
	unsigned long *bits;
};

bool bloom_peek(struct toy_bloom *bloom, const void *value, u32 size)
{
	u32 i;

	for (i = 0; i <= bloom->nr_hashes; i++) {
		u32 hash = jhash(value, size, i) & bloom->mask;

		if (!test_bit(hash, bloom->bits))
			return false;
	}
	return true;
}
END
new kernel/bpf/verifier.c <<'END'
// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/tnum.h>

struct toy_reg {
	enum toy_reg_type type;
	struct tnum var_off;
	s64 smin, smax;
	u32 id;
};

struct toy_env {
	struct toy_reg regs[11];
	u32 insn_idx;
	u32 insn_processed;
	u32 log_level;
};

static void verbose(struct toy_env *env, const char *fmt, ...);

static int check_reg_arg(struct toy_env *env, u32 regno)
{
	if (regno >= ARRAY_SIZE(env->regs)) {
		verbose(env, "R%d is invalid\n", regno);
		return -EINVAL;
	}
	if (env->regs[regno].type == TOY_NOT_INIT) {
		verbose(env, "R%d !read_ok\n", regno);
		return -EACCES;
	}
	return 0;
}

static int check_mem_access(struct toy_env *env, u32 regno, int off, int size)
{
	struct toy_reg *reg = &env->regs[regno];

	if (reg->smin + off < 0) {
		verbose(env, "R%d min value is negative\n", regno);
		return -EACCES;
	}
	if (reg->smax + off + size > TOY_MAX_OFF) {
		verbose(env, "R%d max value is outside of the allowed range\n", regno);
		return -EACCES;
	}
	return 0;
}

static void mark_reg_unknown(struct toy_env *env, u32 regno)
{
	env->regs[regno].type = TOY_SCALAR;
	env->regs[regno].var_off = tnum_unknown;
	env->regs[regno].smin = S64_MIN;
	env->regs[regno].smax = S64_MAX;
}
END
new kernel/bpf/helpers.c <<'END'
// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>

int toy_snprintf_hex(char *out, u32 size, u64 value)
{
	int width = snprintf(out, size, "%llx", value) + 1;

	return width > size ? -ENOSPC : width;
}

u64 toy_ktime_get_coarse_ns(void)
{
	return ktime_get_coarse_ns();
}
END
new kernel/bpf/Makefile <<'END'
# SPDX-License-Identifier: GPL-2.0
obj-y := verifier.o helpers.o
obj-$(CONFIG_TOY_BPF) += hashtab.o lru.o bloom.o ringbuf.o
END
new net/core/filter.c <<'END'
// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <linux/skbuff.h>

int toy_skb_load_bytes(const struct sk_buff *skb, u32 offset, void *to, u32 len)
{
	void *ptr;

	if (unlikely(offset > INT_MAX || len == 0))
		goto err_clear;

	ptr = skb_header_pointer(skb, offset, len, to);
	if (unlikely(!ptr))
		goto err_clear;
	if (ptr != to)
		memcpy(to, ptr, len);
	return 0;

err_clear:
	memset(to, 0, len);
	return -EFAULT;
}

int toy_redirect(u32 ifindex, u64 flags)
{
	struct toy_redirect_info *ri = this_cpu_ptr(&toy_redirect_info);

	ri->flags = flags;
	ri->ifindex = ifindex;
	return flags ? TC_ACT_SHOT : TC_ACT_REDIRECT;
}
END
new drivers/net/veth.c <<'END'
// SPDX-License-Identifier: GPL-2.0
#include <linux/netdevice.h>
#include <linux/bpf.h>

#define TOY_VETH_XDP_HEADROOM	256

static int toy_veth_xdp_set(struct net_device *dev, struct bpf_prog *prog)
{
	struct toy_veth *priv = netdev_priv(dev);
	unsigned int max_mtu;

	max_mtu = PAGE_SIZE - TOY_VETH_XDP_HEADROOM - dev->hard_header_len;
	if (dev->mtu > max_mtu)
		return -ERANGE;

	rcu_assign_pointer(priv->xdp_prog, prog);
	return 0;
}
END
new arch/riscv/net/bpf_jit.c <<'END'
// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include "bpf_jit.h"

static void emit_imm(u8 rd, s64 val, struct rv_jit_context *ctx)
{
	if (is_12b_int(val)) {
		emit(rv_addi(rd, RV_REG_ZERO, val), ctx);
		return;
	}
	emit_imm_wide(rd, val, ctx);
}

static void emit_zext_32(u8 reg, struct rv_jit_context *ctx)
{
	emit(rv_slli(reg, reg, 32), ctx);
	emit(rv_srli(reg, reg, 32), ctx);
}
END
new tools/lib/bpf/loader.c <<'END'
// SPDX-License-Identifier: (LGPL-2.1 OR BSD-2-Clause)
#include "loader.h"

static int create_map(struct toy_object *obj, struct toy_map *map)
{
	int fd = sys_map_create(map->type, map->key_size, map->value_size, map->max_entries);

	if (fd < 0) {
		pr_warn("failed to create a map: %d\n", fd);
		return fd;
	}
	map->fd = fd;
	return 0;
}

static int load_prog(struct toy_object *obj, struct toy_prog *prog)
{
	int fd = sys_prog_load(prog->type, prog->insns, prog->insn_cnt);

	if (fd < 0) {
		pr_warn("failed to load a program: %d\n", fd);
		return fd;
	}
	prog->fd = fd;
	return 0;
}

int toy_object_load(struct toy_object *obj)
{
	int i, err;

	for (i = 0; i < obj->nr_maps; i++) {
		err = create_map(obj, &obj->maps[i]);
		if (err)
			return err;
	}
	for (i = 0; i < obj->nr_progs; i++) {
		err = load_prog(obj, &obj->progs[i]);
		if (err)
			return err;
	}
	return 0;
}
END
new tools/bpf/bpftool/prog.c <<'END'
// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
#include "main.h"

static void print_prog_header(struct toy_prog_info *info)
{
	printf("%u: ", info->id);
	printf("%s  ", prog_type_name(info->type));
	if (info->name[0])
		printf("name %s  ", info->name);
	print_tag(info->tag);
	printf("%s", info->gpl_compatible ? "  gpl" : "");
	printf("\n");
}
END
new tools/testing/selftests/bpf/prog_tests/ringbuf.c <<'END'
// SPDX-License-Identifier: GPL-2.0
#include <test_progs.h>

static void test_ringbuf_wakes(void)
{
	int seen = run_and_count("one_sample");

	ASSERT_EQ(seen, 1, "seen");
}

void test_ringbuf(void)
{
	if (test__start_subtest("wakes"))
		test_ringbuf_wakes();
}
END
new tools/testing/selftests/bpf/prog_tests/cgroup_skb.c <<'END'
// SPDX-License-Identifier: GPL-2.0
#include <test_progs.h>

#define TEST_CGROUP "/test_cgroup"

void test_cgroup_skb(void)
{
	int cgroup = join_cgroup(TEST_CGROUP);

	if (!ASSERT_GE(cgroup, 0, "join_cgroup"))
		return;

	run_packets(cgroup);
	close(cgroup);
}
END
new tools/testing/selftests/bpf/prog_tests/cgroup_sock.c <<'END'
// SPDX-License-Identifier: GPL-2.0
#include <test_progs.h>

#define TEST_CGROUP "/test_cgroup"

void test_cgroup_sock(void)
{
	int cgroup = join_cgroup(TEST_CGROUP);

	if (!ASSERT_GE(cgroup, 0, "join_cgroup"))
		return;

	run_sockets(cgroup);
	close(cgroup);
}
END
new samples/bpf/tea_timer_kern.c <<'END'
// SPDX-License-Identifier: GPL-2.0
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

/* Counts the context switches between pouring and drinking. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} cups SEC(".maps");

SEC("tp_btf/sched_switch")
int count_switch(void *ctx)
{
	__u32 key = 0;
	__u64 *cup = bpf_map_lookup_elem(&cups, &key);

	if (cup)
		__sync_fetch_and_add(cup, 1);
	return 0;
}

char _license[] SEC("license") = "GPL";
END
new Documentation/bpf/ringbuf.rst <<'END'
===========
Ring buffer
===========

A ring buffer carries samples from programs to user space, in order.

Waking up
=========

A consumer that sleeps in ``poll()`` is woken by every sample, unless the
producer says ``TOY_RB_NO_WAKEUP``.
END
new Documentation/bpf/maps.rst <<'END'
====
Maps
====

Maps keep what programs learn.

Hash
====

A hash map refuses new keys with ``-E2BIG`` when it is full.
END
git add -A
git commit -q -m 'bpf: A small tree to practise on' -m "Signed-off-by: $GIT_AUTHOR_NAME <$GIT_AUTHOR_EMAIL>"
as idris '2026-09-03 12:00'
swap kernel/bpf/helpers.c 'toy_ktime_get_coarse_ns(void)' 'toy_ktime_get_coarse_ns(void) /* a tick is enough */'
commit <<'END'
bpf: Let programs ask for the time cheaply

Most programs want to know the minute, not the nanosecond.
END
as ada '2026-09-08 08:30'
after kernel/bpf/lru.c 'u32 nr_active;' <<'END'
	u32 nr_inactive;
END
commit <<'END'
bpf: Count what is inactive in an LRU

The shrinker will want to know.
END
git tag lru-count
as kavya '2026-09-15 06:00'
after kernel/bpf/hashtab.c 'return -E2BIG;' <<'END'

	WARN_ON_ONCE(!elem->hash);
END
commit <<'END'
bpf: Warn about hash map elements without a hash

It happened once, on a Friday.
END
git tag base
