namespace Tributary.Server;

/// <summary>Somebody's own account as data.</summary>
/// <param name="Username">What it is called.</param>
/// <param name="FirstName">The given name.</param>
/// <param name="LastName">The family name.</param>
/// <param name="Addresses">Its addresses, the first one first.</param>
/// <param name="Admin">He runs the machine.</param>
/// <param name="Maintains">The link names of the projects that he maintains.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="Sessions">Its sessions.</param>
public sealed record AccountView(
    string Username, string FirstName, string LastName, IEnumerable<string> Addresses, bool Admin, IEnumerable<string> Maintains, IEnumerable<TokenView> Tokens, IEnumerable<SessionView> Sessions)
{
    /// <summary>The data of a page.</summary>
    public static AccountView From(AccountModel model) => new(
        model.User.Username, model.User.FirstName, model.User.LastName, [model.User.Email, .. model.User.OtherAddresses], model.User.IsAdmin, model.Maintains,
        model.Tokens.Select(static token => new TokenView(token.Id, token.Label, token.CreatedAt, token.UsedOn)),
        model.Sessions.Select(session => new SessionView(session.Id, session.CreatedAt, session.UsedAt, session.Origin, session.Program, session.Id == model.Session)));
}

/// <summary>A token as data.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Label">What it is for.</param>
/// <param name="Created">When it was made.</param>
/// <param name="UsedOn">The last day on which it was used, or null.</param>
public sealed record TokenView(long Id, string Label, DateTimeOffset Created, DateOnly? UsedOn);

/// <summary>A session as data.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Created">When it began.</param>
/// <param name="Used">When it was used last, to some minutes.</param>
/// <param name="Origin">The network address that signed in.</param>
/// <param name="Program">What the browser calls itself.</param>
/// <param name="Current">It is the one that asks.</param>
public sealed record SessionView(long Id, DateTimeOffset Created, DateTimeOffset Used, string Origin, string Program, bool Current);
