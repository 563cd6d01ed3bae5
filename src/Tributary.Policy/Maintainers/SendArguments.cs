using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>Who stands in To and who in Cc when patches are sent (SUB-1, SUB-2).</summary>
public static class SendArguments
{
    /// <summary><c>--to</c> or <c>--cc</c> with each address: the profile's lists in To, all others in Cc; where none of those lists is among them, everybody who looks after the code is in To.</summary>
    /// <param name="people">Whom the patches concern.</param>
    /// <param name="lists">The addresses of the profile's lists.</param>
    public static ImmutableArray<(string Option, string Address)> Of(ImmutableArray<Responsible> people, IReadOnlySet<string> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        var hasList = people.Any(one => lists.Contains(one.Email));
        return
        [
            .. people.Select(one => (IsTo: hasList ? lists.Contains(one.Email) : one.Kind is ResponsibleKind.Maintainer, one.Address))
                .OrderByDescending(static one => one.IsTo).Select(static one => (one.IsTo ? "--to" : "--cc", one.Address)),
        ];
    }
}
