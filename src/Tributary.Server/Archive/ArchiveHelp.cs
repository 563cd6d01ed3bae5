using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>What may be asked of an archive's search, in plain text, at the address where public-inbox tells it.</summary>
internal static class ArchiveHelp
{
    private const string Text = """
        Words, without regard to case and accents; all of them must be there.

          word  "a phrase"  begin*   in subject, sender, Message-Id, text, and what a diff changes
          a AND b   a OR b   a NOT b   -a   ( ... )

          s:           subject
          f: t: c:     From, To, Cc
          tc: a: tcf:  To or Cc; From, To or Cc
          b: bs:       text; text or subject
          nq: q:       text that is not quoted; quoted text
          n:           names of attached files
          d: dt: rt:   the Date: 2026-01-31, 20260131.., last.week..yesterday (UTC)
          m: mid:      words of the Message-Id; the whole of it
          l:           List-Id
          dfn:         paths of a diff
          dfa: dfb:    lines that it removes; lines that it adds
          dfctx: dfhh: lines that it leaves alone; what stands behind @@
          dfpre: dfpost: dfblob:   the blob before, after, either
          patchid:     git patch-id --stable
          changeid:    the change-id that b4 writes

        ?q=QUERY shows what is found, ?q=QUERY&x=m gives it as an mbox, with &t=1 with whole threads.

        Message-Id: /LIST/MESSAGE-ID/ and below it raw, t.mbox.gz, t.atom, T/

        """;

    /// <summary>True for its address below a list.</summary>
    public static bool IsAt(string rest) => rest is "_/text/help/" or "_/text/help" or "_/text/help/raw";

    /// <summary>The text.</summary>
    public static IResult Show() => TypedResults.Text(Text, "text/plain");
}
