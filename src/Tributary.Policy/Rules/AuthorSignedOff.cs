using Tributary.Mail;

namespace Tributary.Policy;

/// <summary>The author of a patch has signed it off, under the name and address that the patch says it is from.</summary>
public sealed class AuthorSignedOff() : PatchRule(new("author-signed-off", Clause.General, Severity.Error, "The author's Signed-off-by is missing"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        var author = patch.Mail.Author;
        var signers = new List<Mailbox>();
        foreach (var trailer in patch.Mail.Trailers)
        {
            if (!trailer.Key.Equals("Signed-off-by", StringComparison.OrdinalIgnoreCase)) continue;
            var signer = PersonText.Read(trailer.Value);
            if (PersonText.Same(signer, author)) return;
            signers.Add(signer);
        }

        var line = $"Signed-off-by: {PersonText.Write(author)}";
        findings.Add(new(Info, patch.Id, signers.Count == 0 ? "Nobody signed the patch off" : $"It is from {PersonText.Write(author)} and signed off by {PersonText.Write(signers[0])}")
        {
            Place = FindingPlace.Message(Math.Max(0, patch.Text.Lines.Length - 1)),
            Fix = signers.Count == 0 && !FullName.IsFull(author.Name) ? $"{FullName.Mend}: only the author can"
                : signers.Count == 0 ? $"Add \"{line}\" (git commit --amend -s): only the author can" : $"Make From: and Signed-off-by: one person, or let the author add \"{line}\"",
        });
    }
}
