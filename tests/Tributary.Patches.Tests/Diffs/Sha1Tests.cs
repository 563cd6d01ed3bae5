using System.Security.Cryptography;

namespace Tributary.Patches.Tests;

public sealed class Sha1Tests
{
    [Fact]
    public void Hash_WhenBytesComeInParts_ThenItIsWhatDotNetComputes()
    {
        var random = new Random(1);
        var hash = new Sha1();
        var mine = new byte[Sha1.Size];
        for (var length = 0; length < 300; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            for (var at = 0; at < length;)
            {
                var part = Math.Min(length - at, random.Next(1, 100));
                hash.Append(bytes.AsSpan(at, part));
                at += part;
            }

            hash.Finish(mine);
#pragma warning disable CA5350 // What git names changes by.
            mine.ShouldBe(SHA1.HashData(bytes));
#pragma warning restore CA5350
        }
    }
}
