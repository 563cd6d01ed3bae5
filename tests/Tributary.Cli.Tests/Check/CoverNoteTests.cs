namespace Tributary.Cli.Tests;

[Trait("Clause", "REQ-1")]
public sealed class CoverNoteTests
{
    private const string Note = "Tested by trib check --lab on 6.1: fine.\n  test_verifier: Summary";

    [Fact]
    public void Letter_WhenItIsAPatch_ThenTheNoteStandsUnderTheDashes() =>
        CoverNote.Put("Subject: a\n\nWhy.\n---\n f | 1 +\n", Note).ShouldBe($"Subject: a\n\nWhy.\n---\n{Note}\n\n f | 1 +\n");

    [Fact]
    public void Letter_WhenItIsACoverLetter_ThenTheNoteStandsBeforeTheSignature() =>
        CoverNote.Put("Subject: a\n\nWhy.\n\n-- \n2.39\n", Note).ShouldBe($"Subject: a\n\nWhy.\n\n---\n{Note}\n\n-- \n2.39\n");

    [Fact]
    public void Letter_WhenItHasANoteAlready_ThenTheNewOneTakesItsPlace()
    {
        var once = CoverNote.Put("Subject: a\n\nWhy.\n\n-- \n2.39\n", "Tested by trib check --lab on 6.0: bad.\n  x\n  y");

        CoverNote.Put(once, Note).ShouldBe($"Subject: a\n\nWhy.\n\n---\n{Note}\n\n-- \n2.39\n");
    }
}
