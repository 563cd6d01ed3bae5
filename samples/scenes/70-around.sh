# What else is on a list: a pull request, a question, news, an answer to nothing.
TO=$bpf_list
git checkout -q -B for-net-next base
as maren '2026-11-13 18:00'
git merge -q --no-ff -m 'Merge branch "bpf: Wake ring buffer readers in batches"

A reader of a busy ring buffer is woken once a sample. Now the map says
how many samples make a wake-up.' ringbuf-v3
git tag -a -m 'bpf-next for net-next, 2026-11-13' for-net-next-2026-11-13
TO=$netdev_list CC="Greta Vance <greta@example.org>, $bpf_list" write pull maren '2026-11-13 18:20' 'pull-request: bpf-next 2026-11-13' <<END
Hi Greta,

the following pull-request contains BPF updates for your *net-next* tree.

We've added 3 non-merge commits during the last 18 day(s) which contain
a total of 3 files changed, 23 insertions(+), 2 deletions(-).

The main changes are:

1) Ring buffers that let their readers sleep, from Ada Lindqvist.

Thanks a lot!

Also thanks to reporters, reviewers and testers of commits in this
pull-request:

Hana Novotná, Idris Bello, Kavya Raghunathan

----------------------------------------------------------------

$(git request-pull base "$work/tree/.git" for-net-next-2026-11-13 2>/dev/null | sed "s|$work/tree/.git|https://git.example.org/bpf/bpf-next.git|")
END
CC="$netdev_list, $bpf_list" reply pull.r1 pull greta '2026-11-14 16:00' <<'END'
> The main changes are:
>
> 1) Ring buffers that let their readers sleep, from Ada Lindqvist.

Pulled, thanks! One main change is my favourite number of them.
END

write stable-ask lars '2026-11-17 09:00' 'bpf: LRU fix for linux-6.12.y?' <<END
Hi,

could the fix of the forgetful LRU go to 6.12 as well?

  $(link_to lru.1)

We run it on our own there, and would rather not.

Regards,
Lars-Erik
END
reply stable-ask.r1 stable-ask idris '2026-11-17 10:20' <<'END'
> could the fix of the forgetful LRU go to 6.12 as well?

It is queued, and waits for mainline like everyone else.
END

write hours maren '2026-11-16 17:00' 'BPF office hours: Thursday, with tea' <<'END'
Hello all,

office hours are on Thursday at 16:00 UTC. On the table:

 - hash maps whose elements expire (Emeka)
 - who reads samples/bpf (nobody; Benoît has proof)
 - tea

Maren
END

# An answer to a mail that the archive never saw.
remember ghost '20260901120000.77-1-nobody@example.org' emeka "$(epoch '2026-09-01 12:00')" '[PATCH bpf-next v4 2/5] bpf: Share a map between namespaces' ''
reply ghost.r1 ghost goran '2026-10-20 08:00' <<'END'
> bpf: Share a map between namespaces

I come back to this late: did it ever get a v5? We carry v4 and would like
to stop.
END

# Two patches without a cover letter, the bracket without the word PATCH, and an answer that tops the mail it answers.
work_on scalar
as dorotea '2026-11-19 13:00'
after kernel/bpf/verifier.c 'env->regs[regno].type = TOY_SCALAR;' <<'END'
	env->regs[regno].id = 0;
END
commit <<'END'
bpf: Forget who a register was when it becomes unknown

An id ties registers that hold the same value. An unknown one holds the
same value as nobody.
END
after tools/testing/selftests/bpf/prog_tests/ringbuf.c 'ASSERT_EQ(seen, 1, "seen");' <<'END'
	ASSERT_EQ(reg_id_after_unknown(), 0, "id");
END
commit <<'END'
selftests/bpf: Look for ties that should be cut

In the ring buffer's test, where it was found.
END
send scalar dorotea '2026-11-19 13:20' 'bpf-next' base..scalar
PLAIN=1 reply scalar.r1 scalar.1 tomas '2026-11-20 14:00' <<'END'
Does this need a Fixes: tag, and the bpf tree? A tie to nobody let my
program read 8 bytes more than it should have.

On Thu, 19 Nov 2026, Dorotea Álvarez wrote:
> An id ties registers that hold the same value. An unknown one holds the
> same value as nobody.
END
reply scalar.r2 scalar.r1 dorotea '2026-11-20 15:10' <<'END'
> Does this need a Fixes: tag, and the bpf tree?

It does if it can be reached, and you just reached it. v2 tonight.
END
