# Mail as it is written around the world.
TO=$bpf_list

# ISO-8859-1, header and body.
work_on latin1
as benoit '2026-10-22 12:00'
after Documentation/bpf/ringbuf.rst 'producer says' <<'END'

Samples are never lost while there is room. When there is none, the producer
is told, and may be cross.
END
commit <<'END'
bpf, docs: Say what happens when a ring buffer is full

I looked for it for a whole café au lait. It is not hard, it is merely
not written down: reserve returns NULL, and the sample is gone, à jamais.
END
send latin1 benoit '2026-10-22 12:10' 'PATCH bpf-next' base..latin1 --encoding=ISO-8859-1
reply latin1.r1 latin1.1 hana '2026-10-22 13:00' <<'END'
> reserve returns NULL, and the sample is gone, à jamais.

Très bien.

Acked-by: Hana Novotná <hana@example.org>
END

# GB18030.
work_on gb18030
as chen '2026-10-26 03:00'
swap arch/riscv/net/bpf_jit.c 'if (is_12b_int(val)) {' 'if (val == 0 || is_12b_int(val)) {'
commit <<'END'
riscv, bpf: Load zero without asking how wide it is

is_12b_int(0) is true, so nothing changes but the speed of compiling:
most immediates are zero, and this branch is predicted.

测试: 龙芯不在手边, 只在 QEMU 和一块开发板上跑过。 (Tested in QEMU and on
one board.)
END
send gb18030 chen '2026-10-26 03:10' 'PATCH bpf-next' base..gb18030 --encoding=GB18030
reply gb18030.r1 gb18030.1 ada '2026-10-26 08:20' <<'END'
> so nothing changes but the speed of compiling

Do you have a number? My feeling is that the compiler of the JIT sees
through this by itself.
END
reply gb18030.r2 gb18030.r1 chen '2026-10-26 09:15' <<'END'
> Do you have a number?

You are right: both versions are the same machine code. Please drop this.
谢谢!

pw-bot: rejected
END

# UTF-8 in base64.
work_on names
as malgorzata '2026-10-29 10:00'
swap tools/bpf/bpftool/prog.c 'printf("name %s  ", info->name);' 'print_name(info->name);'
after tools/bpf/bpftool/prog.c '#include "main.h"' <<'END'

/* Names are bytes to the kernel and letters to people. */
static void print_name(const char *name)
{
	printf("name %s%s  ", name, is_utf8(name) ? "" : " (not UTF-8)");
}
END
commit <<'END'
bpftool: Say when a program's name is not UTF-8

»Zażółć gęślą jaźń« is a fine name for a program, and bpftool prints it
well. What it prints for a name in ISO-8859-2 sets the terminal's title,
rings its bell and, on one colleague's machine, opened a door.
END
BODY=base64 send names malgorzata '2026-10-29 10:20' 'PATCH bpf-next' base..names
reply names.r1 names.1 priya '2026-10-29 12:45' <<'END'
> on one colleague's machine, opened a door

I would like to know more about that door.

Should it not escape such bytes, as for JSON?
END
reply names.r2 names.r1 malgorzata '2026-10-29 14:08' <<'END'
> Should it not escape such bytes, as for JSON?

It should. I found jsonw_escaped() when I looked. v2 will use it and say
less.

(The door is on the ground floor.)

pw-bot: cr
END

# Quoted-printable, with equals signs in the code and a line that ends in a space.
work_on zext
as soren '2026-10-30 09:00'
swap arch/riscv/net/bpf_jit.c 'emit(rv_slli(reg, reg, 32), ctx);' 'if (ctx->zext_known == reg) /* naïve, but sound */'
after arch/riscv/net/bpf_jit.c 'zext_known == reg' <<'END'
		return;

	emit(rv_slli(reg, reg, 32), ctx);
END
after arch/riscv/net/bpf_jit.c 'emit(rv_srli(reg, reg, 32), ctx);' <<'END'
	ctx->zext_known = reg;
END
commit <<'END'
riscv, bpf: Do not extend by zero what is extended by zero

Two instructions a time, about 9 % of a typical program: insns = 412 before,
insns = 375 after, on the selftests' strobemeta.

Whoever writes to a register must forget it: ctx->zext_known = 0 in emit().
That is patch 2 of 2, which I send when this one is found to be sane.
END
BODY=quoted send zext soren '2026-10-30 09:21' 'PATCH bpf-next' base..zext
reply zext.r1 zext.1 maren '2026-10-30 16:30' <<'END'
> That is patch 2 of 2, which I send when this one is found to be sane.

It is not sane without the other one: between the two, every program with
two writes to a register is wrong. Please send both in one series, so that
each commit works (and so that nobody bisects into this).

pw-bot: cr
END

# A subject in two scripts, encoded by git.
work_on coarse
as fumiko '2026-11-02 01:00'
after Documentation/bpf/maps.rst 'Maps keep what programs learn.' <<'END'
What they forget is the business of the program.
END
commit <<'END'
bpf, docs: A sentence on forgetting (もののあわれ)

Maps keep everything for ever unless told otherwise. Newcomers expect
otherwise.
END
send coarse fumiko '2026-11-02 01:10' 'PATCH bpf-next' base..coarse
reply coarse.r1 coarse.1 emeka '2026-11-02 08:30' <<'END'
> Maps keep everything for ever unless told otherwise.

I am working on the telling. Nice sentence.

Acked-by: Emeka Okafor <emeka@example.org>
END
